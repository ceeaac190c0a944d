import {
  type Field,
  type ImportDecision,
  type Mapping,
  type NewArea,
  type SourceChoice,
  UNSETTLED_SRID,
} from '@lagesbild/contract';
import type { Asked } from './asked.ts';
import type { ImportStage } from './stage.ts';

/** What the person has changed of the guess; null or missing where the guess stands. */
export interface Draft {
  mapping: Mapping | null;
  /** Slug of an existing area, or '' for the proposed new one. */
  area: string | null;
  area_edits: Partial<Pick<NewArea, 'slug' | 'names' | 'time_zone' | 'srid'>>;
  source: SourceChoice | null;
  /** Keys of questions that were answered, also with what was preselected. */
  answered: string[];
}

type Crowding = Mapping['crowded'][string];

/** The mapping with one field read from another column, or from none. */
export function withColumn(mapping: Mapping, field: Field, header: string): Mapping {
  const columns = { ...mapping.columns };
  if (header === '') delete columns[field];
  else columns[field] = header;
  return { ...mapping, columns, precision: precisionFor(mapping, columns) };
}

/** Rows without a place count for the whole area; rows that have just got one are points until someone says else. */
function precisionFor(mapping: Mapping, columns: Mapping['columns']): Mapping['precision'] {
  if (mapping.format === 'area_counts') return mapping.precision;
  const placed = columns.x !== undefined;
  const wasPlaced = mapping.columns.x !== undefined;
  if (placed === wasPlaced) return mapping.precision;
  return placed ? 'point' : 'municipality';
}

/** A value of the file gets a category; '' takes it away again. */
export function withCategory(mapping: Mapping, value: string, code: string): Mapping {
  const categories = { ...mapping.categories };
  if (code === '') delete categories[value];
  else categories[value] = code;
  return { ...mapping, categories };
}

export const mappingOf = ({ draft, held }: ImportStage): Mapping | null => draft.mapping ?? held?.mapping ?? null;

/** Slug of the area it goes to, '' for a new one, null while nobody knows. */
export function areaOf({ draft, held, proposed }: ImportStage): string | null {
  if (draft.area !== null) return draft.area;
  return held?.municipality ?? (proposed === null ? null : '');
}

/** The new area as it will be made: the proposal with the person's corrections. */
export const newAreaOf = ({ draft, proposed }: ImportStage): NewArea | null =>
  proposed === null ? null : { ...proposed, ...draft.area_edits };

/** The value that answers a question now; null while only the person can tell and hasn't. */
export function answerOf(stage: ImportStage, question: Asked): string | null {
  const recommended = question.options.find((option) => option.recommended)?.value;
  const settled = recommended !== undefined || stage.draft.answered.includes(question.key);
  const mapping = mappingOf(stage);
  const { about, key } = question;
  if (about === 'crowded') return mapping?.crowded[key.slice('crowded:'.length)] ?? recommended ?? null;
  if (about === 'category') return recommended ?? '';
  if (about === 'columns') return mapping?.columns[key.slice('columns:'.length) as Field] ?? (settled ? '' : null);
  if (!settled || mapping === null) return null;
  if (about === 'srid') return mapping.srid === UNSETTLED_SRID ? null : String(mapping.srid);
  if (about === 'axes') return mapping.axes;
  if (about === 'date_order') return mapping.date_order;
  if (about === 'time_zone') return mapping.ignore_offset ? 'local' : 'offset';
  if (about === 'dash') return mapping.dash ?? recommended ?? null;
  if (about === 'future') return mapping.future ?? recommended ?? null;
  if (about === 'source') return stage.draft.source?.kind ?? stage.held?.source?.kind ?? null;
  return areaOf(stage);
}

/** What an answer changes. */
export function answer(stage: ImportStage, question: Asked, value: string): Partial<Draft> {
  const answered = [...new Set([...stage.draft.answered, question.key])];
  const mapping = mappingOf(stage);
  const map = (change: Partial<Mapping>): Partial<Draft> =>
    mapping === null ? { answered } : { answered, mapping: { ...mapping, ...change } };
  const { about, key } = question;
  if (about === 'srid') return map({ srid: Number(value) });
  if (about === 'axes') return map({ axes: value as Mapping['axes'] });
  if (about === 'date_order') return map({ date_order: value as Mapping['date_order'] });
  if (about === 'time_zone') return map({ ignore_offset: value === 'local' });
  if (about === 'dash') return map({ dash: value as NonNullable<Mapping['dash']> });
  if (about === 'future') return map({ future: value as NonNullable<Mapping['future']> });
  if (about === 'crowded')
    return map({ crowded: { ...mapping?.crowded, [key.slice('crowded:'.length)]: value as Crowding } });
  if (about === 'columns' && mapping !== null)
    return { answered, mapping: withColumn(mapping, key.slice('columns:'.length) as Field, value) };
  if (about === 'municipality') return { answered, area: value };
  if (about === 'source') {
    const source = stage.draft.source ?? stage.held?.source;
    return source ? { answered, source: { ...source, kind: value as SourceChoice['kind'] } } : { answered };
  }
  return { answered };
}

/** Questions that have no recommended answer and no answer yet; the file can't go in before. */
export const unanswered = (stage: ImportStage): Asked[] =>
  stage.asked.filter((question) => answerOf(stage, question) === null);

/** The mapping with the preselected answers about crowded coordinates and dashes written into it. */
function settledMapping(stage: ImportStage): Mapping | null {
  const mapping = mappingOf(stage);
  if (mapping === null) return null;
  const crowded = { ...mapping.crowded };
  let changed = stage.draft.mapping !== null;
  let { dash } = mapping;
  for (const question of stage.asked) {
    if (question.about === 'dash' && dash === undefined) {
      dash = (answerOf(stage, question) ?? undefined) as Mapping['dash'];
      changed = true;
    }
    if (question.about !== 'crowded') continue;
    const key = question.key.slice('crowded:'.length);
    const value = answerOf(stage, question);
    if (value === null || crowded[key] === value) continue;
    crowded[key] = value as Crowding;
    changed = true;
  }
  return changed ? { ...mapping, crowded, ...(dash !== undefined && { dash }) } : null;
}

/**
 * What the server must be told. `looking`: what changes how the rows read, said at once so that the preview follows.
 * `starting`: everything, with preselected answers and names, said before the import runs.
 */
export function decisionOf(stage: ImportStage, when: 'looking' | 'starting'): ImportDecision {
  const { draft, proposed } = stage;
  const decision: ImportDecision = {};
  const mapping = when === 'starting' ? settledMapping(stage) : draft.mapping;
  if (mapping !== null) decision.mapping = mapping;
  if (draft.area !== null && draft.area !== '') decision.municipality = draft.area;
  const edited = Object.keys(draft.area_edits).length > 0;
  // An untouched proposal isn't sent back: it follows the mapping (another coordinate system lies elsewhere).
  const wanted = draft.area === '' || (draft.area === null && edited && when === 'starting');
  // Names and address don't change how rows read: they are said when all is settled, not letter by letter.
  if (wanted && proposed !== null)
    decision.new_area = when === 'starting' ? { ...proposed, ...draft.area_edits } : proposed;
  if (when === 'starting' && draft.source !== null) decision.source = draft.source;
  return decision;
}
