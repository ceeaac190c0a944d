import type { FlagForm, Names } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';

/** What the public side knows of an area. */
export interface FlagArea
  extends Pick<
    FlagForm,
    'slug' | 'names' | 'srid' | 'proj4' | 'fault_line' | 'free_text' | 'answer_days' | 'keep_months'
  > {
  municipality_id: number;
  names: Names;
  /** Where addresses are looked for, with {text} in it; null: nowhere. */
  geocoder: string | null;
  /** It is the operator's own. */
  geocoder_nearby: boolean;
  /** What day it is there, and the first days of its month and quarter. */
  day: string;
  month: string;
  quarter: string;
}

// in: slug; out: one row, or none
const AREA = `
  select municipality_id, slug, names, srid, proj4, fault_line, free_text, answer_days, geocoder, geocoder_nearby, keep_months,
    to_char(now() at time zone time_zone, 'YYYY-MM-DD') as day,
    to_char(date_trunc('month', now() at time zone time_zone), 'YYYY-MM-DD') as month,
    to_char(date_trunc('quarter', now() at time zone time_zone), 'YYYY-MM-DD') as quarter
  from flag.area where slug = :slug`;

const KNOWN = 'select slug from flag.area order by slug limit 8';

/** @throws {ProblemError} municipality_unknown, naming those that are here */
export async function findFlagArea(trx: Knex, slug: string): Promise<FlagArea> {
  const { rows } = await trx.raw<{ rows: FlagArea[] }>(AREA, { slug });
  if (rows[0]) return rows[0];
  const known = await trx.raw<{ rows: { slug: string }[] }>(KNOWN);
  throw new ProblemError('municipality_unknown', { slug, known: known.rows.map((row) => row.slug).join(', ') || '–' });
}
