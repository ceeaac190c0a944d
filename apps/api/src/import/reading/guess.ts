import type { CountingUnit, Mapping, NewArea, SourceChoice } from '@lagesbild/contract';
import type { KnownArea } from './area.ts';
import { type CategoryMapping, createCategoryLookup } from './category.ts';
import { createClock } from './clock.ts';
import { guessColumns } from './column-guess.ts';
import { type DateGuess, guessDateOrder, guessOffset } from './date-guess.ts';
import { dateDoubts, missingColumnDoubts, placeDoubts, sourceDoubt, whereDoubts } from './doubt.ts';
import { findKept, type KeptSource } from './kept.ts';
import { timeZoneAt, type Where, whereTo } from './new-area.ts';
import { readNumber, readPair } from './place.ts';
import { policeUkMapping } from './police-uk.ts';
import { polisenMapping } from './polisen.ts';
import type { Doubt } from './question.ts';
import type { SourceFile } from './source-file.ts';
import { guessSource } from './source-guess.ts';
import { guessSrid } from './srid-guess.ts';

export interface GuessContext {
  areas: readonly KnownArea[];
  /** Sources that files have come from, with their last mapping. */
  kept?: readonly KeptSource[];
  categoryMapping: CategoryMapping;
  /** Codes of the shipped categories. */
  categories?: readonly string[];
  /** What the EPSG register says of systems that a file names and the program hasn't. */
  systems?: Readonly<Record<number, Mapping['crs'] | null>>;
}

export interface Guess {
  mapping: Mapping;
  /** Slug of the area most rows lie in; null while `newArea` is proposed, or when neither is known. */
  municipality: string | null;
  newArea: NewArea | null;
  source: SourceChoice;
  questions: Doubt[];
}

/**
 * What do a file's columns mean, where do its rows lie, and what must a person settle?
 *
 * A kept mapping whose columns the file has is taken as it is, without questions, when the rows lie where it says.
 * Otherwise everything is guessed from the sample; a file that lies outside every known area is read once more, whole,
 * to outline where its rows are.
 */
export async function guessMapping(file: SourceFile, context: GuessContext): Promise<Guess> {
  const sample = file.sample.map(({ values }) => values);
  const kept = findKept(file, context.kept ?? []);
  const columnGuess = guessColumns(file.format, file.headers, sample, file.detected.wide);
  const draft = kept?.mapping ?? draftMapping(file, columnGuess);
  const pairs = samplePairs(file, draft, sample);
  const place = guessSrid(pairs, context.areas, kept?.mapping ?? statedSystem(file, context));
  const zone = place.area?.time_zone ?? timeZoneAt(place, pairs) ?? context.areas[0]?.time_zone ?? 'UTC';
  const dates = guessDateOrder(columnValues(file, draft.columns.occurred_from, sample));
  const mapping: Mapping = kept
    ? withDetected(kept.mapping, file)
    : {
        ...draft,
        ...timeFields(draft, dates, zone),
        srid: place.srid,
        ...(place.crs && { crs: place.crs }),
        axes: place.axes,
      };
  if (!kept) mapping.categories = knownCategories(file, mapping, sample, context);

  const where = await whereTo(file, mapping, place, context);
  if (where.newArea && !kept) mapping.time_zone = where.newArea.time_zone;
  const source = kept?.source ?? guessSource(file, where.newArea !== null);
  if (kept && where.municipality === kept.municipality) {
    return { mapping, municipality: where.municipality, newArea: null, source, questions: [] };
  }

  const offset = guessOffset(
    columnValues(file, mapping.columns.occurred_from, sample),
    mapping.date_order,
    createClock(mapping.time_zone),
  );
  const isGeneric = file.format !== 'police_uk' && file.format !== 'polisen';
  if (isGeneric && !kept) mapping.ignore_offset = offset.ignore;
  const questions: Doubt[] = isGeneric
    ? [
        ...missingColumnDoubts(file, mapping),
        ...placeDoubts(mapping, place, writtenPlace(file, mapping)),
        ...dateDoubts(file, mapping, dates, offset),
        ...whereDoubts(where, context.areas),
        ...(kept ? [] : [sourceDoubt(source)]),
      ]
    : whereDoubts(where, context.areas);
  return { mapping, municipality: where.municipality, newArea: where.newArea, source, questions };
}

/**
 * Where do the rows lie under a mapping that a person has changed (coordinate system, axes, columns)?
 * @throws {ReadingError} unknown_srid, missing_column
 */
export function locateFile(file: SourceFile, mapping: Mapping, context: GuessContext): Promise<Where> {
  const sample = file.sample.map(({ values }) => values);
  const place = guessSrid(samplePairs(file, mapping, sample), context.areas, mapping);
  return whereTo(file, mapping, place, context);
}

function draftMapping(file: SourceFile, guess: ReturnType<typeof guessColumns>): Mapping {
  if (file.format === 'police_uk') return policeUkMapping(file);
  if (file.format === 'polisen') return polisenMapping(file);
  const located = guess.columns.x !== undefined;
  return withDetected(
    {
      format: guess.format,
      columns: guess.columns,
      decimal: guess.decimal,
      date_order: 'ymd',
      time_zone: 'UTC',
      ignore_offset: false,
      srid: 4326,
      axes: 'xy',
      precision: located ? 'point' : guess.format === 'area_counts' ? 'area' : 'municipality',
      counting_unit: guess.format === 'area_counts' ? unitOfTable(file) : unitOfRows(guess.columns),
      categories: {},
      crowded: {},
      ...(guess.dimensions.length > 0 && { dimensions: guess.dimensions }),
    },
    file,
  );
}

const unitOfRows = ({ report }: Mapping['columns']): CountingUnit => (report === undefined ? 'event' : 'offence');

/** What a table of counts says it counts, in its titles, its headers or its name. */
function unitOfTable({ titles, headers, fileName, detected }: SourceFile): CountingUnit {
  const words = [...titles.flat(), ...headers, ...(detected.wide?.left_out ?? []), fileName].join(' ').toLowerCase();
  if (/brott|crime|offen[cs]e/.test(words)) return 'offence';
  return /anmäl|report/.test(words) ? 'report' : 'event';
}

/** The mapping with what this file turned out to be: the same source may change its encoding between two files. */
function withDetected(mapping: Mapping, file: SourceFile): Mapping {
  const { encoding, delimiter, sheet } = file.detected;
  return { ...mapping, encoding, delimiter, sheet };
}

function timeFields(draft: Mapping, dates: DateGuess, zone: string): Partial<Mapping> {
  if (draft.format === 'police_uk' || draft.format === 'polisen') return { time_zone: draft.time_zone };
  const hasTimes = draft.columns.occurred_from_time !== undefined;
  return {
    time_zone: zone,
    date_order: dates.order,
    ...(dates.precision && !hasTimes && { time_precision: dates.precision }),
  };
}

function columnValues(file: SourceFile, header: string | undefined, sample: readonly string[][]): string[] {
  const at = header === undefined ? -1 : file.headers.indexOf(header);
  if (at === -1) return [];
  return sample.map((values) => (values[at] ?? '').trim()).filter((value) => value !== '');
}

function statedSystem({ detected: { srid } }: SourceFile, { systems }: GuessContext) {
  if (srid === undefined) return undefined;
  const crs = systems?.[srid];
  return { srid, ...(crs && { crs }) };
}

/** The first place as the file writes it, for a person to recognise. */
function writtenPlace(file: SourceFile, { columns: { x, y } }: Mapping): string {
  const [atX, atY] = [file.headers.indexOf(x ?? ''), file.headers.indexOf(y ?? '')];
  const row = file.sample.find(({ values }) => (values[atX] ?? '').trim() !== '')?.values ?? [];
  return atX === atY ? (row[atX] ?? '').trim() : `${(row[atX] ?? '').trim()}; ${(row[atY] ?? '').trim()}`;
}

/** Both numbers of each place in the sample; of polisen.se only places known to the municipality. */
function samplePairs(file: SourceFile, mapping: Mapping, sample: readonly string[][]): [number, number][] {
  const { x, y } = mapping.columns;
  if (x === undefined || y === undefined) return [];
  const [atX, atY] = [file.headers.indexOf(x), file.headers.indexOf(y)];
  const atName = file.format === 'polisen' ? file.headers.indexOf('location.name') : -1;
  const rows = atName === -1 ? sample : sample.filter((values) => !/ län$/.test(values[atName] ?? ''));
  return rows.flatMap((values): [number, number][] => {
    const first = (values[atX] ?? '').trim();
    const pair: [number, number] | null =
      atX === atY
        ? readPair(first, mapping.decimal)
        : [readNumber(first, mapping.decimal), readNumber((values[atY] ?? '').trim(), mapping.decimal)];
    return pair && first !== '' && Number.isFinite(pair[0]) && Number.isFinite(pair[1]) ? [pair] : [];
  });
}

/** Values of the sample that the shipped table or a code explains: shown, and open to change. */
function knownCategories(
  file: SourceFile,
  mapping: Mapping,
  sample: readonly string[][],
  context: GuessContext,
): Mapping['categories'] {
  const lookup = createCategoryLookup({}, context.categoryMapping, context.categories ?? []);
  const found: Record<string, string> = {};
  for (const value of new Set(columnValues(file, mapping.columns.category, sample))) {
    const code = value.length <= 200 ? lookup(value) : null;
    if (code !== null && Object.keys(found).length < 500) found[value] = code;
  }
  return found;
}
