import { type KeyboardEvent, useCallback, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { filterStore } from '../filter.ts';
import { formatDay, formatNumber, formatPeriod } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { barsPath, stepsPath } from './bar-paths.ts';
import { axisDays, isOutside, press, type Span, within } from './brush.ts';
import { dayText } from './calendar.ts';
import { spanOf, type Timeline, withSpan } from './extent.ts';
import { useSaid } from './perception.ts';
import { type MonthBar, monthBars } from './said-bars.ts';
import styles from './time-bar.module.css';
import { binDays, niceCeiling, unitFor } from './time-bins.ts';
import { useBrushDrag } from './use-brush-drag.ts';

const HEIGHT = 60;

const isYearStart = (day: number): boolean => dayText(day).endsWith('-01-01');

/**
 * Incidents over time as bars, with a brush on them. The bars are React's; the brush is moved by hand, so that a drag
 * costs four attributes a frame and no render.
 */
export function TimeChart({ timeline }: { timeline: Timeline }) {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const mirrored = language === 'ar';
  const { extent, days } = timeline;
  const frame = useRef<HTMLDivElement>(null);
  const wash = useRef<SVGRectElement>(null);
  const clip = useRef<SVGRectElement>(null);
  const thumbs = { from: useRef<HTMLDivElement>(null), to: useRef<HTMLDivElement>(null) };
  const tip = useRef<HTMLDivElement>(null);
  const clipId = useId();
  const [width, setWidth] = useState(0);

  useLayoutEffect(() => {
    const element = frame.current!;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, []);

  const length = extent.to - extent.from + 1;
  const px = useCallback(
    (day: number): number => {
      const along = ((day - extent.from) / length) * width;
      return mirrored ? width - along : along;
    },
    [extent.from, length, width, mirrored],
  );
  const dayUnder = (clientX: number): number => {
    const box = frame.current!.getBoundingClientRect();
    const x = mirrored ? box.right - clientX : clientX - box.left;
    return extent.from + (x / Math.max(1, box.width)) * length;
  };

  const bins = useMemo(
    () => binDays(days, extent.from, unitFor(length, width, extent.snap)),
    [days, extent.from, extent.snap, length, width],
  );
  const top = niceCeiling(bins.peak);
  const bars = useMemo(() => barsPath(bins, top, HEIGHT, px), [bins, top, px]);

  const { tally: heard } = useSaid();
  const told = useMemo(
    () => (heard === null ? [] : monthBars(heard.first_month, heard.months, extent)),
    [heard, extent],
  );
  const most = told.reduce<MonthBar | null>((peak, bar) => (peak === null || bar.n > peak.n ? bar : peak), null);
  const toldTop = niceCeiling(most?.n ?? 0);
  const toldSteps = stepsPath(told, toldTop, HEIGHT, px);

  const axis = useMemo(() => axisDays(extent, width, 76), [extent, width]);
  const axisText = (day: number): string =>
    axis.unit === 'year' || (axis.unit === 'month' && isYearStart(day))
      ? formatDay(dayText(day), language, { year: 'numeric' })
      : axis.unit === 'month'
        ? formatDay(dayText(day), language, { month: 'short' })
        : formatDay(dayText(day), language, { day: 'numeric', month: 'short' });

  useLayoutEffect(() => {
    const place = (): void => {
      const limited = spanOf(filterStore.filter, extent);
      const asked = limited ?? extent;
      const span = within(asked, extent);
      const [a, b] = [px(span.from), px(span.to + 1)];
      const [x, w] = [Math.min(a, b), isOutside(asked, extent) ? 0 : Math.abs(b - a)];
      for (const rect of [wash.current, clip.current]) {
        rect?.setAttribute('x', x.toFixed(1));
        rect?.setAttribute('width', Math.max(0, w).toFixed(1));
      }
      wash.current?.toggleAttribute('hidden', limited === null);
      frame.current?.toggleAttribute('data-limited', limited !== null);
      for (const end of ['from', 'to'] as const) {
        const thumb = thumbs[end].current;
        if (thumb === null) continue;
        thumb.style.setProperty('translate', `${(end === 'from' ? a : b).toFixed(1)}px 0`);
        thumb.setAttribute('aria-valuenow', String(span[end]));
        thumb.setAttribute('aria-valuetext', formatDay(dayText(asked[end]), language));
        thumb.setAttribute('aria-valuemin', String(end === 'from' ? extent.from : span.from));
        thumb.setAttribute('aria-valuemax', String(end === 'from' ? span.to : extent.to));
      }
    };
    place();
    return filterStore.subscribe(place);
  });

  const put = (span: Span | null, undoable: boolean): void =>
    filterStore.setFilter((filter) => withSpan(filter, span, extent), { undoable });

  const showTip = (clientX: number, text: string): void => {
    const element = tip.current!;
    const box = frame.current!.getBoundingClientRect();
    element.textContent = text;
    element.hidden = text === '';
    const half = element.offsetWidth / 2;
    const x = Math.min(box.width - half, Math.max(half, clientX - box.left));
    element.style.setProperty('translate', `${(x - half).toFixed(0)}px 0`);
  };
  const hideTip = (): void => {
    tip.current!.hidden = true;
  };
  const spoken = (span: Span): string =>
    formatPeriod(dayText(span.from), dayText(span.to), language, extent.snap === 'month' ? 'month' : 'day');

  const { handlers, isHeld } = useBrushDrag({
    ...{ frame, thumbs, extent, px, dayUnder },
    daysPerPx: length / Math.max(1, width),
    onHover: (clientX, day) => {
      const bin = bins.bins.find(({ start, end }) => day >= start && day < end);
      if (bin === undefined) return hideTip();
      const period = spoken({ from: bin.start, to: bin.end - 1 });
      showTip(clientX, t('time.bar', { period, count: bin.n, n: formatNumber(bin.n, language) }));
    },
    onSpan: (clientX, span) => showTip(clientX, spoken(span)),
    onEnd: hideTip,
  });

  const key = (thumb: 'from' | 'to') => (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const span = within(spanOf(filterStore.filter, extent) ?? extent, extent);
    const next = press(span, thumb, event.key, { extent, mirrored, shift: event.shiftKey });
    if (next === null) return;
    event.preventDefault();
    put(next, false);
  };
  const settle = (): void => {
    if (filterStore.passing && !isHeld()) filterStore.setFilter(filterStore.filter);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the thumbs inside are the keyboard's way to the same
    <div ref={frame} className={styles.chart} {...handlers} onDoubleClick={() => put(null, true)}>
      <svg
        className={styles.drawing}
        width={width}
        height={HEIGHT + 20}
        viewBox={`0 0 ${Math.max(1, width)} ${HEIGHT + 20}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <clipPath id={clipId}>
          <rect ref={clip} y="0" height={HEIGHT} />
        </clipPath>
        <line className={styles.ceiling} x1="0" x2={width} y1="0.5" y2="0.5" />
        <rect ref={wash} className={styles.wash} y="0" height={HEIGHT} />
        <path className={styles.bars} d={bars} />
        <path className={styles.chosen} d={bars} clipPath={`url(#${clipId})`} />
        <path className={styles.told} d={toldSteps} />
        <line className={styles.floor} x1="0" x2={width} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} />
        {axis.days.map((day) => (
          <g key={day} transform={`translate(${Math.round(px(day))} ${HEIGHT})`}>
            <line className={styles.floor} x1="0.5" x2="0.5" y1="0" y2="5" />
            <text className={styles.label} x={mirrored ? -4 : 4} y="15" direction={mirrored ? 'rtl' : 'ltr'}>
              {axisText(day)}
            </text>
          </g>
        ))}
      </svg>
      {bins.peak > 0 && (
        <span className={styles.scale} aria-hidden="true">
          {t(`time.per.${bins.unit}`, { n: formatNumber(top, language) })}
        </span>
      )}
      {most !== null && (
        <>
          <span className={styles.toldScale} aria-hidden="true">
            {t('time.told', { n: formatNumber(toldTop, language) })}
          </span>
          <p className="spoken">
            {t('time.toldWords', {
              n: formatNumber(
                told.reduce((sum, { n }) => sum + n, 0),
                language,
              ),
              month: formatDay(dayText(most.start), language, { month: 'long', year: 'numeric' }),
              most: formatNumber(most.n, language),
            })}
          </p>
        </>
      )}
      {(['from', 'to'] as const).map((end) => (
        <div
          key={end}
          ref={thumbs[end]}
          className={styles.thumb}
          role="slider"
          tabIndex={0}
          aria-label={t(`time.${end}`)}
          aria-valuenow={extent[end]}
          aria-orientation="horizontal"
          onKeyDown={key(end)}
          onKeyUp={settle}
          onBlur={settle}
        />
      ))}
      <div ref={tip} className={styles.tip} aria-hidden="true" hidden />
    </div>
  );
}
