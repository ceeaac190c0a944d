import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { filterStore } from '../filter.ts';
import { Icon } from '../shell/icon.tsx';
import { formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import type { Extent } from './brush.ts';
import { spanOf, withSpan } from './extent.ts';
import { Opener } from './opener.tsx';
import styles from './panel.module.css';
import { advance, firstHead, frameAt, type PlayWindow, SPEEDS, type Speed } from './playhead.ts';
import bar from './time-bar.module.css';

const CALM_STEP_MS = 1000;

/** May a bare key act on the page now? Not while it means something where the focus is. */
const keyIsFree = (target: EventTarget | null): boolean =>
  !(target instanceof Element) ||
  target.closest('input, select, textarea, button, a, [role=grid], [role=dialog], [contenteditable=true]') === null;

/** Plays the period forward over the days: a moving window, or all from the first day on. */
export function Playback({ extent }: { extent: Extent }) {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const [playing, setPlaying] = useState(false);
  const [window, setWindow] = useState<PlayWindow>('moving');
  const [speed, setSpeed] = useState<Speed>(28);
  const head = useRef(extent.from);
  const movingName =
    window === 'cumulative' ? 'play.cumulative' : extent.snap === 'month' ? 'play.movingMonths' : 'play.moving';

  const toggle = (): void => {
    if (!playing) {
      const span = spanOf(filterStore.filter, extent);
      head.current = firstHead(span, extent);
    }
    setPlaying(!playing);
  };

  useEffect(() => {
    if (!playing) return;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    let last = performance.now();
    let request = 0;
    let shown = '';
    let own = filterStore.filter;
    const frame = (now: number): void => {
      // Another hand on the filter: the person has taken over.
      if (filterStore.filter !== own) {
        setPlaying(false);
        return;
      }
      if (calm && now - last < CALM_STEP_MS) {
        request = requestAnimationFrame(frame);
        return;
      }
      const next = advance(head.current, now - last, speed, extent);
      last = now;
      if (next === null) {
        setPlaying(false);
        return;
      }
      head.current = next;
      const span = frameAt(next, window, extent);
      const text = `${span.from} ${span.to}`;
      if (text !== shown) {
        shown = text;
        own = withSpan(filterStore.filter, span, extent);
        filterStore.setFilter(own, { undoable: false });
      }
      request = requestAnimationFrame(frame);
    };
    request = requestAnimationFrame(frame);
    return () => {
      cancelAnimationFrame(request);
      if (filterStore.passing) filterStore.setFilter(filterStore.filter);
    };
  }, [playing, speed, window, extent]);

  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      if (event.key !== ' ' || event.ctrlKey || event.metaKey || event.altKey || !keyIsFree(event.target)) return;
      event.preventDefault();
      toggle();
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  });

  return (
    <>
      <button type="button" className={styles.quiet} onClick={toggle} aria-pressed={playing}>
        <Icon name={playing ? 'pause' : 'play'} size={18} />
        <span className={bar.roomy}>{playing ? t('play.pause') : t('play.play')}</span>
      </button>
      <Opener
        className={styles.quiet}
        title={t('play.options')}
        placement="top end"
        label={t('play.optionsNow', { window: t(movingName), n: formatNumber(speed, language) })}
        face={
          <>
            <span className={bar.roomy}>{t(movingName)}</span>
            <Icon name="up" size={14} />
          </>
        }
      >
        <fieldset className={styles.options}>
          <legend className={styles.note}>{t('play.window')}</legend>
          {(['moving', 'cumulative'] as const).map((value) => (
            <label key={value} className={styles.check}>
              <input type="radio" name="window" checked={window === value} onChange={() => setWindow(value)} />
              <span>{t(extent.snap === 'month' && value === 'moving' ? 'play.movingMonths' : `play.${value}`)}</span>
            </label>
          ))}
        </fieldset>
        <fieldset className={styles.options}>
          <legend className={styles.note}>{t('play.speed')}</legend>
          {SPEEDS.map((value) => (
            <label key={value} className={styles.check}>
              <input type="radio" name="speed" checked={speed === value} onChange={() => setSpeed(value)} />
              <span>{t('play.daysPerSecond', { count: value, n: formatNumber(value, language) })}</span>
            </label>
          ))}
        </fieldset>
      </Opener>
    </>
  );
}
