import { GAP_CLASSES, gapMap as gapKernel, gridCounts, inRegion, type Raster } from '@lagesbild/analysis';
import type { Criteria } from '../criteria.ts';
import { HOURLESS, heardOf, isPlaced, unheard } from '../perception/heard.ts';
import { joinCells, middleOf } from './spots.ts';
import { finite, type Question, type Refused, refusedOf, studyCells, type Work } from './study.ts';
import { unitsOf } from './unit.ts';

export interface GapMapParameters {
  readonly cell_m: number;
  readonly fdr: number;
  /** 0: every channel; else the place of one in the reports' list, from 1 */
  readonly channel: number;
}

/** Voices, reports of which a group counts once in a cell, and what of the reports took no part. */
export interface FeltCounts {
  readonly reports: number;
  readonly voices: number;
  /** another of a group that was heard already */
  readonly repeated: number;
  /** known to an area or coarser: in a place, but in no cell */
  readonly coarse: number;
  readonly outside: number;
  /** without hours, where some are asked for */
  readonly hourless: number;
}

interface Compared {
  /** share of all voices per share of all incidents; null without incidents here, or without either at all */
  readonly ratio: number | null;
  /** exact, and adjusted for the false discovery rate; null where nothing could have been shown */
  readonly p: number | null;
  readonly fdr: number | null;
  /** place in GAP_CLASSES */
  readonly class: number;
}

/** Cells of one class that touch. */
export interface Gap {
  readonly cells: readonly number[];
  readonly class: number;
  readonly voices: number;
  readonly count: number;
  /** of its cells the smallest, adjusted; null where its class rests on neither */
  readonly p: number | null;
  readonly x: number;
  readonly y: number;
}

export interface GapPlace extends Compared {
  readonly slug: string;
  readonly voices: number;
  readonly count: number;
}

export interface GapMapAnswer {
  /** incidents in cells of the study area */
  readonly n: number;
  readonly refused: Refused;
  readonly felt: FeltCounts;
  readonly raster: Raster;
  readonly counts: Float64Array;
  readonly shares: Float64Array;
  readonly voices: Float64Array;
  readonly ratio: Float64Array;
  readonly p: Float64Array;
  readonly fdr: Float64Array;
  readonly classes: Uint8Array;
  /** the surest first */
  readonly gaps: readonly Gap[];
  /** in the order of their names' slugs */
  readonly places: readonly GapPlace[];
}

/** Codes of what happens at home, in shops or in no place: nobody who passes feels it, so that it isn't set against what is felt outdoors. */
const NOT_IN_PUBLIC: ReadonlySet<string> = new Set([
  ...['burglary_home', 'burglary_premises', 'burglary', 'shoplifting', 'robbery_shop', 'alarm'],
  ...['assault_indoors', 'domestic_violence', 'fraud', 'extortion', 'missing_person'],
]);

/** Where no category is chosen, those of public space. */
export function inPublic(criteria: Criteria, categories: readonly string[]): Criteria {
  if (criteria.categories.some((passes, at) => passes === 0 && at < categories.length)) return criteria;
  const passing = criteria.categories.map((passes, at) => (NOT_IN_PUBLIC.has(categories[at] ?? '') ? 0 : passes));
  return { ...criteria, categories: passing, key: `${criteria.key} in public` };
}

/**
 * Where do more people feel unsafe than the record shows, and where is more recorded than felt? In cells, and in the area's places,
 * where what is known only to a place is heard too.
 */
export function* gapMap(question: Question, { cell_m, fdr: level, channel }: GapMapParameters): Work<GapMapAnswer> {
  const { region, store } = question;
  const { reports, polygons } = question.perception;
  const criteria = inPublic(question.criteria, store.columns.categories);
  const {
    points,
    counts,
    shares,
    cellOf: _,
    inside,
    outside,
    ...raster
  } = studyCells({ ...question, criteria }, cell_m);
  yield { done: 1, of: 3 };

  const facets = {
    feeling: 'unsafe',
    ...(channel > 0 && { channels: reports.channels.slice(channel - 1, channel) }),
  } as const;
  const why = unheard(reports, criteria, polygons, facets);
  const heard = heardOf(why);
  // Of those who spoke together and whose mark is gone, one still speaks for the others.
  const [first, again] = [heard.filter((i) => reports.voice[i]! >= 0), heard.filter((i) => reports.voice[i]! < 0)];
  const placed = first.filter((i) => isPlaced(reports, i));
  const metres = (axis: 'x' | 'y', of: Uint32Array): Float64Array =>
    Float64Array.from(of, (i) => reports[axis][i]! / 100);
  const felt = gridCounts(metres('x', placed), metres('y', placed), region, cell_m);
  const voiceOf = (of: Uint32Array): number[] => Array.from(of, (i) => reports.voice[i]!);
  const flags = { cell: felt.cellOf, day: new Uint8Array(placed.length), burst: voiceOf(placed) };
  const seen = gapKernel(flags, counts, { areas: shares, level });
  yield { done: 2, of: 3 };

  const voices = seen.voices.reduce((sum, n) => sum + n, 0);
  return {
    n: inside,
    refused: refusedOf({ points, outside }),
    felt: {
      ...{ reports: heard.length, voices, repeated: seen.repeated + again.length, outside: seen.outside.flags },
      coarse: first.length - placed.length,
      hourless: why.filter((fault) => fault === HOURLESS).length,
    },
    ...{ raster, counts, shares, voices: seen.voices, ratio: seen.ratio, p: seen.p, fdr: seen.fdr },
    classes: seen.classes,
    gaps: gapsOf(raster, seen, counts),
    places: placesOf(question, first, points, level),
  };
}

type Seen = ReturnType<typeof gapKernel>;

function gapsOf(raster: Raster, { classes, voices, fdr }: Seen, counts: Float64Array): Gap[] {
  const gaps = GAP_CLASSES.flatMap((name, number) => {
    if (name === 'neither') return [];
    const among = Uint8Array.from(classes, (of) => (of === number ? 1 : 0));
    return joinCells(raster, among).map((cells): Gap => {
      const sum = (of: Float64Array): number => cells.reduce((total, cell) => total + of[cell]!, 0);
      const least = name === 'both' ? Number.NaN : Math.min(...cells.map((cell) => fdr[cell]!));
      return {
        ...{ cells, class: number, voices: sum(voices), count: sum(counts), p: finite(least) },
        ...middleOf(raster, cells, (cell) => voices[cell]! + counts[cell]!),
      };
    });
  });
  return gaps.sort((a, b) => (a.p ?? 2) - (b.p ?? 2) || b.voices - a.voices || a.cells[0]! - b.cells[0]!);
}

/** The same of the area's places, each a cell of its own. */
function placesOf(
  { region, perception: { reports, polygons } }: Question,
  heard: Uint32Array,
  points: { readonly x: Float64Array; readonly y: Float64Array },
  level: number,
): GapPlace[] {
  const units = unitsOf(polygons);
  const inUnit = (x: number, y: number): number =>
    Number.isFinite(x) && inRegion(region, x / 100, y / 100) ? units.of(Math.round(x), Math.round(y)) : -1;
  const incidents = new Float64Array(units.slugs.length);
  for (let i = 0; i < points.x.length; i++) {
    const unit = inUnit(points.x[i]! * 100, points.y[i]! * 100);
    if (unit >= 0) incidents[unit]!++;
  }
  const cell = Array.from(heard, (i) => inUnit(reports.x[i]!, reports.y[i]!));
  const areas = units.sizes.map((size, unit) => {
    const [x, y] = units.corners[unit]!;
    return incidents[unit]! > 0 || cell.includes(unit) || inRegion(region, x, y) ? size : 0;
  });
  const burst = Array.from(heard, (i) => reports.voice[i]!);
  const seen = gapKernel({ cell, day: new Uint8Array(cell.length), burst }, incidents, { areas, level });
  return units.slugs
    .map((slug, unit) => ({
      ...{ slug, voices: seen.voices[unit]!, count: incidents[unit]!, class: seen.classes[unit]! },
      ...{ ratio: finite(seen.ratio[unit]!), p: finite(seen.p[unit]!), fdr: finite(seen.fdr[unit]!) },
    }))
    .filter((_, unit) => areas[unit]! > 0)
    .sort((a, b) => (a.slug < b.slug ? -1 : 1));
}
