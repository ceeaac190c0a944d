import { type NewRetentionRule, RETENTION_SUBJECTS, type Retention, type RetentionSubject } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { Actor } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';

/** A rule as it holds today. */
export interface RuleToday {
  municipality_id: number;
  area: string;
  subject: RetentionSubject;
  keep_months: number;
  decision: string;
  /** Midnight in the area, so many months ago: what is older goes. */
  older_than: string;
}

// in: municipality_id or null; out: rules with their limit today; order: area, subject
const RULES = `
  select r.municipality_id, m.slug as area, r.subject, r.keep_months, r.decision,
    to_char(((date_trunc('day', now() at time zone m.time_zone) - make_interval(months => r.keep_months)) at time zone m.time_zone)
      at time zone 'UTC', 'YYYY-MM-DD"T"HH24":"MI":"SS"Z"') as older_than
  from staff.retention_rule r join staff.municipality m on m.municipality_id = r.municipality_id
  where cast(:municipality_id as integer) is null or r.municipality_id = :municipality_id
  order by m.slug, r.subject`;

/** The rules of an area, or of all. */
export async function readRules(knex: Knex, municipality_id: number | null): Promise<RuleToday[]> {
  const { rows } = await knex.raw<{ rows: RuleToday[] }>(RULES, { municipality_id });
  return rows;
}

const LISTED = 100;

// in: municipality_id, limit; out: what has gone; order: the newest first
const DISPOSALS = `
  select subject, decision, n, to_char(older_than at time zone 'UTC', 'YYYY-MM-DD"T"HH24":"MI":"SS"Z"') as older_than,
    to_char(disposed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24":"MI":"SS"Z"') as disposed_at
  from staff.disposal where municipality_id = :municipality_id order by disposal_id desc limit :limit`;

/** Every subject with its rule, and what has gone by rules. */
export async function readRetention(knex: Knex, municipality_id: number): Promise<Retention> {
  const rules = new Map((await readRules(knex, municipality_id)).map((rule) => [rule.subject, rule]));
  const disposals = await knex.raw<{ rows: Retention['disposals'] }>(DISPOSALS, { municipality_id, limit: LISTED });
  return {
    rules: RETENTION_SUBJECTS.map((subject) => {
      const rule = rules.get(subject);
      if (rule === undefined) return { subject, rule: null, older_than: null };
      const { keep_months, decision, older_than } = rule;
      return { subject, rule: { keep_months, decision }, older_than };
    }),
    disposals: disposals.rows,
  };
}

const SET = `
  insert into staff.retention_rule (municipality_id, subject, keep_months, decision)
  values (:municipality_id, :subject, :keep_months, :decision)
  on conflict (municipality_id, subject) do update
    set keep_months = excluded.keep_months, decision = excluded.decision, changed_at = now()`;

/** Says how long something is kept. Nothing goes before the next run. */
export async function setRule(
  { knex, record }: Pick<Database, 'knex' | 'record'>,
  municipality_id: number,
  subject: RetentionSubject,
  rule: NewRetentionRule,
  who: Actor,
): Promise<void> {
  await knex.transaction(async (trx) => {
    await trx.raw(SET, { municipality_id, subject, ...rule });
    const { keep_months: months, decision } = rule;
    await record(trx, { act: 'retention_set', who, area: municipality_id, details: { subject, months, decision } });
  });
}

/** Takes a rule away: what it was about is kept until somebody decides otherwise. */
export async function liftRule(
  { knex, record }: Pick<Database, 'knex' | 'record'>,
  municipality_id: number,
  subject: RetentionSubject,
  who: Actor,
): Promise<void> {
  await knex.transaction(async (trx) => {
    const { rowCount } = await trx.raw<{ rowCount: number }>(
      'delete from staff.retention_rule where municipality_id = :municipality_id and subject = :subject',
      { municipality_id, subject },
    );
    if (rowCount > 0) await record(trx, { act: 'retention_lifted', who, area: municipality_id, details: { subject } });
  });
}
