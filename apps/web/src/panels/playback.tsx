import { type Filter, formatFilter } from '@lagesbild/contract';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { filterStore } from '../filter.ts';
import { Icon } from '../shell/icon.tsx';
import { formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { spanOf, type Timeline, withSpan } from './extent.ts';
import { Opener } from './opener.tsx';
import styles from './panel.module.css';
import { useHeldScales } from './playback-run.ts';
import { advance, firstHead, frameAt, fullestFrames, type PlayWindow, SPEEDS, type Speed } from './playhead.ts';
import bar from './time-bar.module.css';

const CALM_STEP_MS = 1000;

/** May a bare key act on the page now? Not while it means something where the focus is. */
const keyIsFree = (target: EventTarget | null): boolean =>
  !(target instanceof Element) ||
  target.closest('input, select, textarea, button, a, [role=grid], [role=dialog], [contenteditable=true]') === null;

/** Escape gives the chosen period back, unless something nearer to it wants it. */
const escapeIsFree = (target: EventTarget | null): boolean =>
  !(target instanceof Element) ||
  target.closest('input, select, textarea, [role=grid], [role=dialog], [contenteditable=true]') === null;

const same = (a: Filter, b: Filter): boolean => formatFilter(a).toString() === formatFilter(b).toString();

/**
 * Plays the period forward over the days: a moving window, or all from the first day on. From play to another question
 * is one run, however often it is paused: one step to undo, and one meaning of every colour.
 */
export function Playback({ timeline }: { timeline: Timeline }) {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const [playing, setPlaying] = useState(false);
  const [window, setWindow] = useState<PlayWindow>('moving');
  const [speed, setSpeed] = useState<Speed>(28);
  const { extent } = timeline;
  /** Counted anew at every frame, and the same in all: they ignore the period. */
  const days = useRef(timeline.days);
  days.current = timeline.days;
  const head = useRef(extent.from);
  /** The question before the run, and the frame that it shows; null while no run is on. */
  const [chosen, setChosen] = useState<Filter | null>(null);
  const shown = useRef<Filter | null>(null);
  const movingName =
    window === 'cumulative' ? 'play.cumulative' : extent.snap === 'month' ? 'play.movingMonths' : 'play.moving';
  const held = useHeldScales(
    useMemo(
      () =>
        chosen === null
          ? null
          : fullestFrames(window, extent, days.current).map((span) => withSpan(chosen, span, extent)),
      [chosen, window, extent],
    ),
  );

  const toggle = (): void => {
    if (playing) {
      setPlaying(false);
      return;
    }
    const { filter } = filterStore;
    const goesOn = chosen !== null && !same(chosen, filter);
    if (!goesOn || head.current >= extent.to) head.current = firstHead(spanOf(filter, extent), extent);
    setChosen((before) => before ?? filter);
    shown.current = filter;
    setPlaying(true);
  };

  const giveBack = (): void => {
    if (chosen !== null && !same(chosen, filterStore.filter)) filterStore.undo();
    setPlaying(false);
    setChosen(null);
  };

  // Another hand on the filter: the person has taken over, and the run is over.
  useEffect(() => {
    if (chosen === null) return;
    return filterStore.subscribe(() => {
      if (filterStore.filter === shown.current) return;
      setPlaying(false);
      setChosen(null);
    });
  }, [chosen]);

  useEffect(() => {
    if (!playing || !held) return;
    // The frame that was paused on isn't a step of its own: the run goes on from where it began.
    if (chosen !== null && !filterStore.passing && !same(chosen, filterStore.filter)) filterStore.reopen();
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    let last = performance.now();
    let request = 0;
    let text = '';
    const frame = (now: number): void => {
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
      if (text !== `${span.from} ${span.to}`) {
        text = `${span.from} ${span.to}`;
        shown.current = withSpan(filterStore.filter, span, extent);
        filterStore.setFilter(shown.current, { undoable: false });
      }
      request = requestAnimationFrame(frame);
    };
    request = requestAnimationFrame(frame);
    return () => {
      cancelAnimationFrame(request);
      if (filterStore.passing && filterStore.filter === shown.current) filterStore.setFilter(filterStore.filter);
    };
  }, [playing, held, chosen, speed, window, extent]);

  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape' && chosen !== null && escapeIsFree(event.target)) giveBack();
      else if (event.key === ' ' && keyIsFree(event.target)) toggle();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  });

  return (
    <>
      {chosen !== null && (
        <button type="button" className={styles.quiet} aria-keyshortcuts="Escape" onClick={giveBack}>
          <Icon name="undo" size={18} />
          <span className={bar.roomy}>{t('play.back')}</span>
        </button>
      )}
      <button type="button" className={styles.quiet} onClick={toggle} aria-pressed={playing}>
        <Icon name={playing ? 'pause' : 'play'} size={18} />
        <span className={bar.roomy}>{playing ? t('play.pause') : t('play.play')}</span>
      </button>
      <Opener
        className={`${styles.quiet} ${bar.beside}`}
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
