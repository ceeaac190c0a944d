/** When clocks are changed, in local time: what they show at that moment, and by how much they are moved on. */
export interface ClockChanges {
  /** local minutes since 1970-01-01 00:00, growing, as shown before the change: 02:00 in spring, 03:00 in autumn */
  readonly at_min: Float64Array;
  /** 60 in spring, −60 in autumn */
  readonly shift_min: Float64Array;
}

export const NO_CHANGES: ClockChanges = { at_min: new Float64Array(0), shift_min: new Float64Array(0) };

const DAY = 1440;

/**
 * When are clocks changed between two moments?
 *
 * @param offset_min  local less universal time at a universal minute since 1970-01-01 00:00, as the time zone has it
 * @param from_min    universal minutes; changes in [from_min, to_min)
 * @returns every change that holds for a day or longer, to the minute
 * @throws {RangeError} when the moments aren't in order
 *
 * O(days) calls of `offset_min`.
 */
export function clockChanges(
  offset_min: (utcMinute: number) => number,
  from_min: number,
  to_min: number,
): ClockChanges {
  if (!(from_min <= to_min && to_min - from_min < Number.POSITIVE_INFINITY))
    throw new RangeError(`clock changes from ${from_min} to ${to_min}`);
  const [at, shift]: [number[], number[]] = [[], []];
  for (let day = Math.floor(from_min); day < to_min; day += DAY) {
    let [before, after] = [day, Math.min(day + DAY, Math.ceil(to_min))];
    const offset = offset_min(before);
    if (offset_min(after) === offset) continue;
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (offset_min(middle) === offset) before = middle;
      else after = middle;
    }
    at.push(after + offset);
    shift.push(offset_min(after) - offset);
  }
  return { at_min: Float64Array.from(at), shift_min: Float64Array.from(shift) };
}

/** Place of the first change that is still to come when clocks show `local`; where they show it twice, the first time. */
export function nextChange({ at_min }: ClockChanges, local: number): number {
  let [low, high] = [0, at_min.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at_min[middle]! > local) high = middle;
    else low = middle + 1;
  }
  return low;
}
