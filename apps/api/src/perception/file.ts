import { Day, MarkGeometry, type NewDialogue, type NewMark, type NewSurvey } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { MunicipalityRow } from '../db/municipality.ts';
import { createUnprojection } from '../import/reading/reading.ts';
import { todayIn } from '../today.ts';
import { knownPlaces, knownReasons, shapeFaults } from './check.ts';
import { numberOf, RowFault, RowReader } from './row.ts';
import type { TableRow } from './table.ts';
import { type Column, folded } from './words.ts';

export const DIALOGUE_COLUMNS: readonly (readonly Column[])[] = [
  ['held_on'],
  ['channel'],
  ['took_part'],
  ['feeling'],
  ['x'],
  ['y'],
];
export const SURVEY_COLUMNS: readonly (readonly Column[])[] = [['question'], ['year'], ['area'], ['share']];

/** What of a file can be used, and why the rest can't. */
export interface Read<T> {
  readonly found: readonly T[];
  /** rows that were read into them */
  readonly rows: number;
  readonly rejected: readonly { readonly row: number; readonly fault: RowFault }[];
}

/** What rows are checked against. */
interface Known {
  readonly area: MunicipalityRow;
  readonly places: ReadonlySet<string>;
  readonly reasons: ReadonlySet<string>;
  readonly today: string;
}

const knownIn = async (knex: Knex, area: MunicipalityRow): Promise<Known> => ({
  area,
  places: await knownPlaces(knex, area.municipality_id),
  reasons: await knownReasons(knex, area.municipality_id),
  today: todayIn(area.time_zone),
});

/** Goes through the rows; one that throws a fault is put aside with it. */
function each<T>(rows: readonly TableRow[], read: (row: RowReader, of: TableRow) => T) {
  const rejected: { row: number; fault: RowFault }[] = [];
  const found = rows.flatMap((row) => {
    try {
      return [{ row: row.row, value: read(new RowReader(row), row) }];
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      rejected.push({ row: row.row, fault: error });
      return [];
    }
  });
  return { found, rejected };
}

/** Meetings in a file: a row a mark; rows of one day, channel, group and place are of one meeting. */
export async function readDialogues(
  knex: Knex,
  area: MunicipalityRow,
  rows: readonly TableRow[],
): Promise<Read<NewDialogue>> {
  const known = await knownIn(knex, area);
  const { found, rejected } = each(rows, (row, of) => ({
    head: headOf(row, known),
    mark: markOf(row, of.shape, known),
  }));
  const faults = await shapeFaults(
    knex,
    area,
    found.map(({ value }) => value.mark.geometry),
  );
  const dialogues = new Map<string, NewDialogue>();
  for (const [at, { row, value }] of found.entries()) {
    const { head, mark } = value;
    if (faults[at] !== null) {
      const where = mark.geometry.coordinates.flat(2).slice(0, 2).join(', ');
      const code = faults[at] === 'mark_outside' ? 'perception_row_outside' : 'perception_row_geometry';
      rejected.push({ row, fault: new RowFault(code, { value: where }) });
      continue;
    }
    const key = [head.held_on, head.channel, head.group, head.place].join('|');
    const dialogue = dialogues.get(key);
    if (dialogue === undefined) dialogues.set(key, { ...head, marks: [mark] });
    else dialogue.marks.push(mark);
  }
  return { found: [...dialogues.values()], rows: rows.length, rejected: rejected.sort((a, b) => a.row - b.row) };
}

function headOf(row: RowReader, { places, today }: Known): Omit<NewDialogue, 'marks'> {
  const held_on = row.some('held_on').slice(0, 10);
  if (!Day.safeParse(held_on).success) throw new RowFault('perception_row_date', { value: row.text('held_on') });
  if (held_on > today) throw new RowFault('dialogue_future', { day: held_on });
  row.some('channel');
  row.some('took_part');
  return {
    held_on,
    channel: row.code('channel')!,
    group: row.code('group') ?? 'other_group',
    took_part: row.number('took_part', 1, 10_000)!,
    place: placeOf(row.text('place'), places),
    notes: row.text('notes').slice(0, 4000),
  };
}

function placeOf(text: string, places: ReadonlySet<string>): string | null {
  if (text === '') return null;
  const slug = folded(text).replaceAll(' ', '-');
  if (!places.has(slug)) throw new RowFault('perception_place_unknown', { value: text });
  return slug;
}

function markOf(row: RowReader, shape: unknown, { area, reasons: choices }: Known): NewMark {
  row.some('feeling');
  const reasons = row.list('reasons');
  const strange = reasons.find((code) => !choices.has(code));
  if (strange !== undefined)
    throw new RowFault('perception_reason_unknown', { value: strange, known: [...choices].join(', ') });
  const weightiest = row.text('weightiest') || null;
  if (weightiest !== null && !reasons.includes(weightiest))
    throw new RowFault('perception_weightiest', { value: weightiest });
  const precision = row.code('precision');
  return {
    geometry: shape === null ? pointOf(row, area) : shapeOf(shape),
    ...(precision !== null && { precision }),
    ...{ feeling: row.code('feeling')!, reasons, weightiest: weightiest ?? reasons[0] ?? null },
    ...{ times: row.codes('times'), days: row.code('days'), strength: row.number('strength', 1, 3) },
  };
}

function shapeOf(shape: unknown): MarkGeometry {
  const read = MarkGeometry.safeParse(shape);
  if (!read.success) throw new RowFault('perception_row_geometry');
  return read.data;
}

/** Degrees, or metres of the area's own system or of SWEREF 99 TM. */
function pointOf(row: RowReader, { srid, proj4 }: MunicipalityRow): MarkGeometry {
  const [x, y] = [numberOf(row.text('x')), numberOf(row.text('y'))];
  if (Number.isNaN(x) || Number.isNaN(y)) throw new RowFault('perception_row_place');
  if (Math.abs(x) <= 180 && Math.abs(y) <= 90) return { type: 'Point', coordinates: [x, y] };
  const system = createUnprojection({ srid, crs: { name: '', proj4 } });
  if (!system.locate(x, y)) throw new RowFault('perception_row_outside', { value: `${x}, ${y}` });
  return { type: 'Point', coordinates: [system.lon, system.lat] };
}

/** Survey results in a file: a row an area; rows of one question, year and source are of one survey. */
export async function readSurveys(
  knex: Knex,
  area: MunicipalityRow,
  rows: readonly TableRow[],
): Promise<Read<NewSurvey>> {
  const { places } = await knownIn(knex, area);
  const surveys = new Map<string, NewSurvey>();
  const { rejected } = each(rows, (row) => {
    const [question, source] = [row.some('question').slice(0, 300), (row.text('source') || '–').slice(0, 200)];
    row.some('year');
    row.some('share');
    const year = row.number('year', 1950, 2100)!;
    const named = row.some('area').slice(0, 120);
    const slug = folded(named).replaceAll(' ', '-');
    const [share, low, high] = [row.share('share')!, row.share('low'), row.share('high')];
    if ((low ?? share) > share || (high ?? share) < share)
      throw new RowFault('survey_interval', { area: named, share, low: low ?? '–', high: high ?? '–' });
    const result = {
      area: named,
      place: places.has(slug) ? slug : null,
      share,
      low,
      high,
      n: row.number('n', 1, 10_000_000),
    };
    const key = [question, year, source].join('|');
    const survey = surveys.get(key);
    if (survey?.results.some((other) => other.area === named)) throw new RowFault('survey_area_twice', { area: named });
    if (survey === undefined) surveys.set(key, { question, year, source, results: [result] });
    else survey.results.push(result);
  });
  return { found: [...surveys.values()], rows: rows.length, rejected };
}
