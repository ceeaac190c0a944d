import {
  INSTALLATION_SUBJECTS,
  type InstallationRetention,
  type InstallationSubject,
  type NewRetentionRule,
} from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { Actor } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import { monthsAgo } from './installation.ts';

/** A rule of what belongs to no area, as it holds today. */
export interface OwnRuleToday extends NewRetentionRule {
  subject: InstallationSubject;
  /** Midnight UTC, so many months ago: what is older goes. */
  older_than: string;
}

const RULES = 'select subject, keep_months, decision from staff.installation_rule order by subject';

export async function readOwnRules(knex: Knex): Promise<OwnRuleToday[]> {
  const { rows } = await knex.raw<{ rows: Omit<OwnRuleToday, 'older_than'>[] }>(RULES);
  return Promise.all(rows.map(async (rule) => ({ ...rule, older_than: await monthsAgo(knex, rule.keep_months) })));
}

/** Every subject with its rule. */
export async function readOwnRetention(knex: Knex): Promise<InstallationRetention> {
  const rules = new Map((await readOwnRules(knex)).map((rule) => [rule.subject, rule]));
  return {
    rules: INSTALLATION_SUBJECTS.map((subject) => {
      const rule = rules.get(subject);
      if (rule === undefined) return { subject, rule: null, older_than: null };
      const { keep_months, decision, older_than } = rule;
      return { subject, rule: { keep_months, decision }, older_than };
    }),
  };
}

const SET = `
  insert into staff.installation_rule (subject, keep_months, decision) values (:subject, :keep_months, :decision)
  on conflict (subject) do update
    set keep_months = excluded.keep_months, decision = excluded.decision, changed_at = now()`;

/** Says how long something is kept. Nothing goes before the next run. */
export async function setOwnRule(
  { knex, record }: Pick<Database, 'knex' | 'record'>,
  subject: InstallationSubject,
  rule: NewRetentionRule,
  who: Actor,
): Promise<void> {
  await knex.transaction(async (trx) => {
    await trx.raw(SET, { subject, ...rule });
    const { keep_months: months, decision } = rule;
    await record(trx, { act: 'retention_set', who, area: null, details: { subject, months, decision } });
  });
}

/** Takes a rule away: what it was about is kept until somebody decides otherwise. */
export async function liftOwnRule(
  { knex, record }: Pick<Database, 'knex' | 'record'>,
  subject: InstallationSubject,
  who: Actor,
): Promise<void> {
  await knex.transaction(async (trx) => {
    const sql = 'delete from staff.installation_rule where subject = :subject';
    const { rowCount } = await trx.raw<{ rowCount: number }>(sql, { subject });
    if (rowCount > 0) await record(trx, { act: 'retention_lifted', who, area: null, details: { subject } });
  });
}
