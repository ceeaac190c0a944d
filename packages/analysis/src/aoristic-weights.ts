import { type ClockChanges, NO_CHANGES, nextChange } from './clock-changes.ts';

export interface AoristicOptions {
  /** 168 hours of the week, Monday 00 first, or 24 hours of the day */
  readonly bins: 'week' | 'day';
  /** when clocks are changed where it happened (`clockChanges`); default never */
  readonly clock?: ClockChanges;
}

export interface AoristicWeights {
  /** incidents per hour; in all as many as were counted */
  readonly weights: Float64Array;
  /** incidents counted */
  readonly counted: number;
  /** of these: without an end, counted in the hour of their start */
  readonly withoutEnd: number;
  /** of these: longer than a week, shared equally among all hours */
  readonly overAWeek: number;
  /** not counted: no start, or an end before it */
  readonly refused: number;
}

const HOUR = 60;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** 1970-01-01 was a Thursday. */
const FIRST_WEEKDAY = 3;

/**
 * Aoristic weights: in which hours did it happen, when only the interval is known in which it did?
 *
 * An hour's weight is the share of the interval that lies in it. Without an end all of it is in the hour of the start; an interval
 * over 168 hours long says nothing and is shared equally. Minutes are real ones: an interval over the night the
 * clock goes back has two hours of 02, one over the spring night has none. A start that the clock shows twice is the
 * first; one it skips is taken as an hour later.
 *
 * @param minute        n starts, local minutes since 1970-01-01 00:00
 * @param duration_min  n lengths in real minutes; 0 or NaN without an end
 * @returns incidents per hour; all 0 without incidents
 * @throws {RangeError} when the two disagree on n
 *
 * O(n × hours of an interval).
 * @see Ratcliffe (2002), J. Quantitative Criminology 18(1), doi:10.1023/A:1013240828824
 */
export function aoristicWeights(
  minute: ArrayLike<number>,
  duration_min: ArrayLike<number>,
  options: AoristicOptions,
): AoristicWeights {
  const { bins, clock = NO_CHANGES } = options;
  const n = minute.length;
  if (duration_min.length !== n) throw new RangeError(`${n} starts and ${duration_min.length} durations`);
  const period = bins === 'week' ? WEEK : DAY;
  const origin = bins === 'week' ? FIRST_WEEKDAY * DAY : 0;
  const weights = new Float64Array(period / HOUR);
  const hourOf = (local: number): number => {
    const at = (local + origin) % period;
    return Math.floor((at < 0 ? at + period : at) / HOUR);
  };
  let [withoutEnd, overAWeek, refused] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const start = minute[i]!;
    const duration = Number.isNaN(duration_min[i]!) ? 0 : duration_min[i]!;
    if (!Number.isFinite(start) || duration < 0) refused++;
    else if (duration === 0) {
      withoutEnd++;
      weights[hourOf(shown(start, clock))]!++;
    } else if (duration > WEEK) overAWeek++;
    else share(start, duration);
  }
  for (let hour = 0; hour < weights.length; hour++) weights[hour]! += overAWeek / weights.length;
  return { weights, counted: n - refused, withoutEnd, overAWeek, refused };

  function share(start: number, duration: number): void {
    let at = shown(start, clock);
    let change = nextChange(clock, at);
    for (let left = duration; left > 0; ) {
      const hourEnd = (Math.floor(at / HOUR) + 1) * HOUR;
      const end = change < clock.at_min.length ? Math.min(hourEnd, clock.at_min[change]!) : hourEnd;
      const step = Math.min(left, end - at);
      weights[hourOf(at)]! += step / duration;
      left -= step;
      at += step;
      if (at === clock.at_min[change]) at += clock.shift_min[change++]!;
    }
  }
}

/** What the clock shows: a time that it skips in spring is moved on with it. */
function shown(local: number, clock: ClockChanges): number {
  const last = nextChange(clock, local) - 1;
  if (last < 0) return local;
  const shift = clock.shift_min[last]!;
  return local < clock.at_min[last]! + shift ? local + shift : local;
}
