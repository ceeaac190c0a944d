/** @jsxImportSource preact */
import { Icon } from './icon.tsx';
import { dialled, type Line } from './lines.ts';
import type { Speech } from './speech.ts';

/** A number, in its own direction whatever the page's is: in Arabic 114 14 would turn round. */
export function Call({ number }: { number: string }) {
  return (
    <a href={dialled(number)}>
      <bdi dir="ltr">{number}</bdi>
    </a>
  );
}

interface CallLineProps {
  line: Line;
  speech: Speech;
  strong?: boolean;
}

/** A line to call, as large as a thumb. */
export function CallLine({ line: { number, sentence }, speech, strong = false }: CallLineProps) {
  return (
    <a class={strong ? 'call strong' : 'call'} href={dialled(number)}>
      <Icon name="phone" />
      <span>{speech.say(sentence)}</span>
      <bdi dir="ltr">{number}</bdi>
    </a>
  );
}
