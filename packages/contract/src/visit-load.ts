import type { NoGround, PlannedVisits } from './patrol.ts';
import { addDays, instantOf } from './week.ts';

const MINUTE_MS = 60_000;

/** What of a week's visits can't be done. */
export type VisitFinding =
  /** Two lines ask for the same unit in two zones at once. */
  | { kind: 'conflict'; unit_id: string; lines: [number, number] }
  /** Lines together ask a unit for more minutes than lie between the first one's start and the last one's end. */
  | { kind: 'over_committed'; unit_id: string; lines: number[]; asked_min: number; there_min: number }
  /** A line asks for a unit that another week's line has at the same time: over the midnight between Sunday and Monday. */
  | { kind: 'neighbour'; unit_id: string; lines: number[]; week: string }
  /** A line of ordningsvakter that no permit gives them. */
  | { kind: 'no_ground'; unit_id: string; lines: [number]; ground: NoGround };

/** A line of another week, which begins or ends near enough to be in the way. */
export interface LineBeside {
  /** its Monday */
  week: string;
  line: PlannedVisits;
}

interface Load {
  line: number;
  from: number;
  to: number;
  asked: number;
}

/**
 * What of a week's plan can't be done. A unit is in one zone at a time: within any stretch of time, the visits that have to be made
 * in it mustn't ask for more minutes than it has. That is also enough: then the visits can be made, the one that ends first first.
 * Minutes are real ones: the night on which clocks go forward has an hour less.
 *
 * @param week  its Monday
 * @param beside  lines of the weeks before and after
 * @returns findings in the order of the lines; pairs that can't be done together stand as conflicts, and what only more lines
 *   together ask too much as over-commitment, once for each stretch that no shorter one explains
 *
 * O(lines³) a unit, whose lines are some tens.
 */
export function findingsOf(
  week: string,
  time_zone: string,
  lines: readonly PlannedVisits[],
  beside: readonly LineBeside[] = [],
): VisitFinding[] {
  const ofUnit = new Map<string, Load[]>();
  for (const [at, line] of lines.entries()) {
    const loads = ofUnit.get(line.unit_id) ?? [];
    loads.push(loadOf(week, time_zone, line, at));
    ofUnit.set(line.unit_id, loads);
  }
  return [...ofUnit].flatMap(([unit_id, loads]) => {
    const conflicts = conflictsOf(unit_id, loads);
    const others = beside.filter(({ line }) => line.unit_id === unit_id);
    const neighbours = others.flatMap(({ week: other, line }) => {
      const there = loadOf(other, time_zone, line, 0);
      const met = loads.filter((load) => cantBoth(load, there)).map((load) => load.line);
      return met.length === 0 ? [] : [{ kind: 'neighbour' as const, unit_id, lines: met, week: other }];
    });
    return [...conflicts, ...overCommitted(unit_id, loads, conflicts), ...neighbours];
  });
}

function loadOf(week: string, time_zone: string, of: PlannedVisits, line: number): Load {
  const day = addDays(week, of.weekday);
  const at = (minute: number): number => instantOf(day, minute, time_zone) / MINUTE_MS;
  return { line, from: at(of.from_minute), to: at(of.to_minute), asked: of.minutes * of.visits };
}

const overlap = ({ from, to }: Load, other: Load): boolean => from < other.to && other.from < to;

function conflictsOf(unit_id: string, loads: readonly Load[]): (VisitFinding & { kind: 'conflict' })[] {
  return loads.flatMap((a, i) =>
    loads
      .slice(i + 1)
      .flatMap((b) =>
        cantBoth(a, b) ? [{ kind: 'conflict' as const, unit_id, lines: [a.line, b.line] as [number, number] }] : [],
      ),
  );
}

/** Two that each could be done, and not both. */
const cantBoth = (a: Load, b: Load): boolean =>
  overlap(a, b) && fits(a) && fits(b) && a.asked + b.asked > Math.max(a.to, b.to) - Math.min(a.from, b.from);

const fits = ({ from, to, asked }: Load): boolean => asked <= to - from;

function overCommitted(
  unit_id: string,
  loads: readonly Load[],
  conflicts: readonly { lines: [number, number] }[],
): VisitFinding[] {
  const found: { within: Load[]; from: number; to: number; asked: number }[] = [];
  for (const from of new Set(loads.map((load) => load.from)))
    for (const to of new Set(loads.map((load) => load.to))) {
      const within = loads.filter((load) => load.from >= from && load.to <= to);
      const asked = within.reduce((sum, load) => sum + load.asked, 0);
      const told = conflicts.some(({ lines }) => lines.every((line) => within.some((load) => load.line === line)));
      if (within.length > 0 && !told && asked > to - from) found.push({ within, from, to, asked });
    }
  const isInside = (a: (typeof found)[number], b: (typeof found)[number]): boolean =>
    a !== b && b.from >= a.from && b.to <= a.to && b.to - b.from < a.to - a.from;
  return found
    .filter((one) => !found.some((other) => isInside(one, other)))
    .map(({ within, from, to, asked }) => ({
      ...{ kind: 'over_committed' as const, unit_id, lines: within.map(({ line }) => line) },
      ...{ asked_min: asked, there_min: to - from },
    }));
}

/** Minutes of presence that lines ask for. */
export const plannedMinutes = (lines: readonly Pick<PlannedVisits, 'minutes' | 'visits'>[]): number =>
  lines.reduce((sum, { minutes, visits }) => sum + minutes * visits, 0);
