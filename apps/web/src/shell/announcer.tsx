import { useSyncExternalStore } from 'react';
import styles from './announcer.module.css';

const SHOWN_MS = 4000;
let sentence = '';
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function say(next: string): void {
  sentence = next;
  for (const listener of listeners) listener();
}

/** One sentence about what just happened, seen at the foot of the page and read aloud. */
export function announce(next: string): void {
  clearTimeout(timer);
  say(next);
  timer = setTimeout(() => say(''), SHOWN_MS);
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Where announcements are seen. */
export function Announcer() {
  const text = useSyncExternalStore(subscribe, () => sentence);
  return (
    <div className={styles.place} role="status">
      {text !== '' && <p className={styles.sentence}>{text}</p>}
    </div>
  );
}
