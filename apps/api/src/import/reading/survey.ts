import type { Bounds, Mapping } from '@lagesbild/contract';
import { dayText } from './calendar.ts';
import { createCategoryLookup } from './category.ts';
import { createClock } from './clock.ts';
import { type Crowded, createCrowd } from './crowd.ts';
import { type Outcome, UNCLASSIFIED } from './draft.ts';
import { aheadOf } from './future.ts';
import { createNormaliser, type NormaliserContext } from './normaliser.ts';
import type { Doubt } from './question.ts';
import type { RejectionReason, SkipReason } from './reasons.ts';
import { shorten } from './rejection.ts';
import type { RawRow, SourceFile } from './source-file.ts';

const POINTS = 2000;
const FIRST = 50;
const VALUES = 2000;

/** What one pass over the whole file finds under a mapping. Nothing is stored. */
export interface Survey {
  rows_read: number;
  usable: number;
  rejected: Partial<Record<RejectionReason, number>>;
  skipped: Partial<Record<SkipReason, number>>;
  bounds: Bounds | null;
  /** [lon, lat], evenly over the file. */
  points: [number, number][];
  /** Coordinates that hold more than 1 % of the rows, the fullest first. */
  crowded: Crowded[];
  /** Category values nobody has mapped, the commonest first; '' for rows without one. */
  unmapped: { value: string; rows: number }[];
  strays: number;
  /** First and last local day (YYYY-MM-DD) of incidents, or of the periods that are counted. */
  period: { from: string; to: string } | null;
  /** Rows that lie after now, refused or taken as the mapping says, and the first of them. */
  future: { rows: number; row: number; value: string } | null;
  /** Counts that the source keeps to itself; they are usable, as that. */
  withheld: number;
  /** Counts that are written as a lone dash. */
  dashes: number;
  /** The first rows and what became of them. */
  head: { raw: RawRow; outcome: Outcome }[];
}

export interface SurveyOptions {
  signal?: AbortSignal;
  /** Called after each batch of some thousand rows. */
  onProgress?: (progress: { rows_read: number; bytes_read: number }) => void;
}

/**
 * Reads a whole file under a mapping and says what an import would do with it.
 * @throws {ReadingError} as `openFile` and `createNormaliser`
 *
 * About 2 µs a row; memory doesn't grow with the file.
 */
export async function surveyFile(
  file: SourceFile,
  mapping: Mapping,
  context: Omit<NormaliserContext, 'headers'>,
  options: SurveyOptions = {},
): Promise<Survey> {
  const normalise = createNormaliser(mapping, { ...context, headers: file.headers });
  const lookup = createCategoryLookup(mapping.categories, context.categoryMapping, context.categories ?? []);
  const crowd = createCrowd(file.headers, mapping);
  const unmapped = new Map<string, number>();
  const survey: Survey = {
    rows_read: 0,
    usable: 0,
    rejected: {},
    skipped: {},
    bounds: null,
    points: [],
    crowded: [],
    unmapped: [],
    strays: 0,
    period: null,
    future: null,
    withheld: 0,
    dashes: 0,
    head: [],
  };
  let west = Number.POSITIVE_INFINITY;
  let south = Number.POSITIVE_INFINITY;
  let east = Number.NEGATIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let located = 0;
  // Every stride-th place is kept; when the list is full every other one is dropped and the stride doubles.
  let stride = 1;

  const { latest = Number.POSITIVE_INFINITY } = context;
  const { occurred_from, period } = mapping.columns;
  const when = file.headers.indexOf(occurred_from ?? period ?? '');
  const noteFuture = ({ row, values }: RawRow): void => {
    const { rows, ...first } = survey.future ?? { rows: 0, row, value: shorten(values[when] ?? '') };
    survey.future = { rows: rows + 1, ...first };
  };

  for await (const batch of file.rows(options.signal)) {
    for (const raw of batch) {
      const outcome = normalise(raw);
      survey.rows_read++;
      if (survey.head.length < FIRST) survey.head.push({ raw, outcome });
      if (outcome.kind === 'rejection') {
        survey.rejected[outcome.reason] = (survey.rejected[outcome.reason] ?? 0) + 1;
        if (outcome.reason === 'in_future') noteFuture(raw);
        continue;
      }
      if (outcome.kind === 'skipped') {
        survey.skipped[outcome.reason] = (survey.skipped[outcome.reason] ?? 0) + 1;
        if (outcome.reason === 'crowded') crowd.add(raw.values, null, null);
        continue;
      }
      survey.usable++;
      if (aheadOf(outcome, latest) !== null) noteFuture(raw);
      if (outcome.category === UNCLASSIFIED) {
        const value = outcome.source_category ?? '';
        const known = value !== '' && lookup(value) !== null;
        if (!known) count(unmapped, value);
      }
      if (outcome.kind === 'area_count') {
        if (outcome.n === null) survey.withheld++;
        if (outcome.dash) survey.dashes++;
        const { from, to } = survey.period ?? { from: outcome.period_from, to: outcome.period_to };
        survey.period = {
          from: outcome.period_from < from ? outcome.period_from : from,
          to: outcome.period_to > to ? outcome.period_to : to,
        };
        continue;
      }
      if (outcome.occurred_from < first) first = outcome.occurred_from;
      if (outcome.occurred_from > last) last = outcome.occurred_from;
      const { lon, lat } = outcome;
      if (lon === null || lat === null) continue;
      if (outcome.stray) survey.strays++;
      if (lon < west) west = lon;
      if (lon > east) east = lon;
      if (lat < south) south = lat;
      if (lat > north) north = lat;
      if (located++ % stride === 0) {
        survey.points.push([lon, lat]);
        if (survey.points.length > POINTS) {
          survey.points = survey.points.filter((_, i) => i % 2 === 0);
          stride *= 2;
        }
      }
      crowd.add(raw.values, lon, lat);
    }
    options.onProgress?.({ rows_read: survey.rows_read, bytes_read: file.bytesRead() });
  }

  if (located > 0) survey.bounds = [west, south, east, north];
  if (first <= last) {
    const clock = createClock(mapping.time_zone);
    survey.period = { from: dayText(clock.toLocal(first)), to: dayText(clock.toLocal(last)) };
  }
  survey.crowded = crowd.found(survey.rows_read);
  survey.unmapped = [...unmapped].sort((a, b) => b[1] - a[1]).map(([value, rows]) => ({ value, rows }));
  return survey;
}

/** What the survey makes worth asking: crowded coordinates and future days that no one has settled, unknown categories. */
export function surveyDoubts(survey: Survey, mapping: Mapping): Doubt[] {
  const doubts: Doubt[] = [];
  for (const { key, rows, share } of survey.crowded) {
    if (Object.hasOwn(mapping.crowded, key)) continue;
    // A snap point of a street segment is meant to hold many; an exact address rarely is where so much happened.
    const advised = mapping.precision === 'segment' ? 'accept' : 'coarsen';
    const options = (['accept', 'coarsen', 'leave_out'] as const).map((value) => ({
      value,
      label: { code: `option_${value}` as const },
      recommended: value === advised,
    }));
    const params = { key, rows, share: Math.round(share * 1000) / 10 };
    doubts.push({ about: 'crowded', code: 'crowded', params, options });
  }
  if (survey.future !== null && mapping.future === undefined) {
    const options = (['leave_out', 'accept'] as const).map((value) => ({
      value,
      label: { code: value === 'accept' ? ('option_take_anyway' as const) : ('option_leave_out' as const) },
      recommended: value === 'leave_out',
    }));
    doubts.push({ about: 'future', code: 'future', params: survey.future, options });
  }
  if (survey.dashes > 0 && mapping.dash === undefined) {
    const options = (['withheld', 'zero'] as const).map((value) => ({
      value,
      label: { code: `option_${value}` as const },
      recommended: value === 'withheld',
    }));
    doubts.push({ about: 'dash', code: 'dash', params: { n: survey.dashes }, options });
  }
  const unknown = survey.unmapped.filter(({ value }) => value !== '');
  const [example] = unknown;
  if (example) {
    const rows = unknown.reduce((sum, { rows }) => sum + rows, 0);
    const option = { value: 'unclassified', label: { code: 'option_unclassified' as const }, recommended: true };
    const params = { values: unknown.length, rows, example: example.value };
    doubts.push({ about: 'category', code: 'category', params, options: [option] });
  }
  return doubts;
}

function count(values: Map<string, number>, value: string): void {
  const n = values.get(value);
  // Copied: a slice would keep its chunk of the file alive. Free text as a category must not fill the memory.
  if (n !== undefined) values.set(value, n + 1);
  else if (values.size < VALUES) values.set(Buffer.from(value).toString(), 1);
}
