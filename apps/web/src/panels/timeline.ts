import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useTally } from '../engine/hooks.ts';
import { useFilter } from '../filter.ts';
import { useArea } from '../shell/area.tsx';
import { formatDay, formatPeriod } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { isOutside } from './brush.ts';
import { dayText } from './calendar.ts';
import { spanOf, type Timeline, timelineOf, wholeMonths } from './extent.ts';

/** The days of the page; null while there are none. */
export function useTimeline(): Timeline | null {
  const { municipality } = useArea();
  const tally = useTally();
  const kept = useRef<{ tally: unknown; data: unknown; timeline: Timeline | null }>({
    tally: undefined,
    data: undefined,
    timeline: null,
  });
  const { current } = kept;
  if (current.tally !== tally || current.data !== municipality.data) {
    let timeline = timelineOf(municipality.data, tally);
    // An empty selection tells nothing of how finely days are known: what was seen before holds.
    if (timeline !== null && current.timeline?.extent.snap === 'month' && timeline.days.every((n) => n === 0))
      timeline = wholeMonths(timeline.days, timeline.extent.from, timeline.extent.to);
    kept.current = { tally, data: municipality.data, timeline: steady(timeline, current.timeline) };
  }
  return kept.current.timeline;
}

/** The period that is shown, in words; '' while there is no day to show. One without an end, away from all data, is said so. */
export function usePeriodWords(): string {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { filter } = useFilter();
  const extent = useTimeline()?.extent;
  if (extent === undefined) return '';
  const span = spanOf(filter, extent) ?? extent;
  if (isOutside(span, extent)) {
    if (filter.to === undefined) return t('period.after', { day: formatDay(filter.from!, language) });
    if (filter.from === undefined) return t('period.before', { day: formatDay(filter.to, language) });
  }
  return formatPeriod(dayText(span.from), dayText(span.to), language, extent.snap);
}

/** The same extent object while its ends stay the same, so that what depends on it stays too. */
function steady(next: Timeline | null, before: Timeline | null): Timeline | null {
  if (next === null || before === null) return next;
  const { from, to, snap } = before.extent;
  return next.extent.from === from && next.extent.to === to && next.extent.snap === snap
    ? { extent: before.extent, days: next.days }
    : next;
}
