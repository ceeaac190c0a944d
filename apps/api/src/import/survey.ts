import { type Mapping, UNSETTLED_SRID } from '@lagesbild/contract';
import { CATEGORY_MAPPINGS } from '../municipality/shipped.ts';
import { reachOf } from './areas.ts';
import {
  type CategoryMapping,
  type Doubt,
  type Guess,
  type GuessContext,
  guessMapping,
  latestAt,
  locateFile,
  openFile,
  ReadingError,
  type SourceFile,
  type Survey,
  surveyDoubts,
  surveyFile,
  type Where,
  whereDoubts,
} from './reading/reading.ts';
import { type Fault, faultOf, type Surveyed, type SurveyTask } from './task.ts';

/** Values a source writes → codes, by what the file is. */
export function shippedMapping(format: SourceFile['format']): CategoryMapping {
  if (format === 'polisen') return CATEGORY_MAPPINGS.polisen;
  if (format === 'police_uk') return CATEGORY_MAPPINGS.police_uk;
  return CATEGORY_MAPPINGS.words;
}

/** What a person no longer needs to be asked, by what they decided. */
const SETTLED_BY: Partial<Record<Doubt['about'], (decided: SurveyTask['decided']) => boolean>> = {
  columns: ({ mapping }) => mapping !== undefined,
  srid: ({ mapping }) => mapping !== undefined && mapping.srid !== UNSETTLED_SRID,
  axes: ({ mapping }) => mapping !== undefined,
  time_zone: ({ mapping }) => mapping !== undefined,
  date_order: ({ mapping }) => mapping !== undefined,
  municipality: ({ municipality, new_area }) => municipality !== undefined || new_area !== undefined,
  source: ({ source }) => source !== undefined,
};

/** Faults that another mapping mends. */
const MAPPING_FAULTS: ReadonlySet<string> = new Set([
  'no_date_column',
  'missing_column',
  'unknown_srid',
  'unsettled_srid',
  'unknown_time_zone',
]);

/**
 * One look through the whole file: the guess, bent to what the person has decided, and what comes of it.
 * @throws {ReadingError}
 */
export async function survey(task: SurveyTask, signal: AbortSignal, onRead: (rows: number) => void): Promise<Surveyed> {
  const { decided, areas, kept, shippedCategories, systems } = task;
  const { encoding, delimiter, sheet } = decided.mapping ?? {};
  const file = await openFile(task.file.path, task.file.file_name, { encoding, delimiter, sheet });
  signal.throwIfAborted();
  const categoryMapping = shippedMapping(decided.mapping?.format ?? file.format);
  const context = { areas, kept, categoryMapping, categories: shippedCategories, systems };
  const guess = await guessMapping(file, context);
  const moved = decided.mapping ? await located(file, decided.mapping, context, guess) : null;
  const where = moved ?? guess;
  const mapping = decided.mapping ? inItsZone(decided.mapping, guess, where, areas) : guess.mapping;

  const municipality = decided.new_area ? null : (decided.municipality ?? where.municipality);
  const new_area = municipality === null ? (decided.new_area ?? where.newArea) : null;
  const area = areas.find(({ slug }) => slug === municipality) ?? null;
  const looked = {
    area: area ?? reachOf(new_area),
    categoryMapping,
    categories: area?.categories ?? shippedCategories,
    latest: latestAt(Date.now()),
  };
  let found: Survey | null = null;
  let fault: Fault | null = null;
  try {
    found = await surveyFile(file, mapping, looked, { signal, onProgress: ({ rows_read }) => onRead(rows_read) });
  } catch (error) {
    // A mapping that can't be used is a question to the person, not the end of the file.
    if (!(error instanceof ReadingError && MAPPING_FAULTS.has(error.code))) throw error;
    fault = faultOf(error);
  }
  // Where the rows lie is asked anew: another coordinate system lies elsewhere.
  const asked = moved ? guess.questions.filter(({ about }) => about !== 'municipality') : guess.questions;
  const doubts = [...asked, ...(moved ? whereDoubts(moved, areas) : [])].filter(
    ({ about }) => SETTLED_BY[about]?.(decided) !== true,
  );
  return {
    headers: file.headers,
    wide: file.detected.wide ?? null,
    swapped: !isFixed(file) && guess.mapping.axes === 'yx',
    mapping,
    municipality,
    new_area,
    source: decided.source ?? guess.source,
    doubts: [...doubts, ...(found ? surveyDoubts(found, mapping) : [])],
    survey: found,
    fault,
    head: file.sample.slice(0, 50),
  };
}

/** The publishers' own formats always have their axes the same way round. */
const isFixed = ({ format }: SourceFile): boolean => format === 'police_uk' || format === 'polisen';

/** Where the rows lie under the mapping; where the guess has them while the mapping can't be used. */
async function located(file: SourceFile, mapping: Mapping, context: GuessContext, guess: Guess): Promise<Where> {
  try {
    return await locateFile(file, mapping, context);
  } catch (error) {
    if (!(error instanceof ReadingError && MAPPING_FAULTS.has(error.code))) throw error;
    const { municipality, newArea } = guess;
    return { municipality, newArea, partly: null, unknown: false };
  }
}

/**
 * While nobody knew where the file lies, its times were read in the zone of the first area here: that was no guess of
 * its own, and nothing a person has chosen.
 */
function inItsZone(
  mapping: Mapping,
  guess: Guess,
  where: Pick<Where, 'municipality' | 'newArea'>,
  areas: SurveyTask['areas'],
): Mapping {
  if (guess.municipality !== null || guess.newArea !== null) return mapping;
  const area = where.newArea ?? areas.find(({ slug }) => slug === where.municipality);
  if (!area || mapping.time_zone !== guess.mapping.time_zone) return mapping;
  return { ...mapping, time_zone: area.time_zone };
}
