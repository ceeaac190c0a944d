import {
  INSTALLATION_SUBJECTS,
  type InstallationSubject,
  KEEP_MONTHS_MAX,
  RETENTION_SUBJECTS,
  type RetentionSubject,
} from '@lagesbild/contract';
import { COMMAND } from '../audit/entry.ts';
import { type Command, readOptions } from '../command.ts';
import type { Database } from '../db/database.ts';
import { findMunicipality } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import { sentence } from '../sentence.ts';
import { disposeBy } from './dispose.ts';
import { countOwnDue, disposeOwn, monthsAgo } from './installation.ts';
import { liftOwnRule, readOwnRules, setOwnRule } from './installation-rule.ts';
import { liftRule, readRules, setRule } from './rule.ts';
import './sentences.ts';
import { countDue } from './subject.ts';

export const RETENTION_USAGE = `lagesbild retention
lagesbild retention run
lagesbild retention set AREA SUBJECT --months N --decision NUMBER
lagesbild retention lift AREA SUBJECT
lagesbild retention set installation SUBJECT --months N --decision NUMBER
lagesbild retention lift installation SUBJECT
lagesbild retention installation SUBJECT --months N --decision NUMBER [--yes]`;

/**
 * `retention …`: what would go; or what went, and that nothing older is left. It ends with 1 when something is. What belongs to no area also
 * goes at once, without a rule, when somebody types it with `--yes`.
 */
export const retentionCommand: Command = async (database, args, print, { config, language }) => {
  const options = { months: { type: 'string' }, decision: { type: 'string' }, yes: { type: 'boolean' } } as const;
  const { values, positionals } = readOptions(args, options, { words: true });
  const [action, area, subject, ...more] = positionals;
  if (action === INSTALLATION && area !== undefined && subject === undefined)
    return ofInstallation(database, ownSubject(area), values, config.data_dir, print, language);
  const isAll = (action === undefined || action === 'run') && area === undefined;
  if (!isAll && (!['set', 'lift'].includes(action ?? '') || subject === undefined || more.length > 0)) {
    print(RETENTION_USAGE);
    return 2;
  }
  if (!isAll) {
    if (area === INSTALLATION) await changeOwn(database, action!, ownSubject(subject!), values);
    else await change(database, { action: action!, area: area!, subject: subjectOf(subject!), ...values });
    return report(database, null, print, language);
  }
  return report(database, action === 'run' ? config.data_dir : null, print, language);
};

const INSTALLATION = 'installation';

async function changeOwn(
  database: Database,
  action: string,
  subject: InstallationSubject,
  words: Parameters<typeof ruleOf>[0],
): Promise<void> {
  if (action === 'lift') return liftOwnRule(database, subject, COMMAND);
  return setOwnRule(database, subject, ruleOf(words), COMMAND);
}

async function ofInstallation(
  database: Database,
  subject: InstallationSubject,
  { yes = false, ...words }: { yes?: boolean | undefined; months?: string | undefined; decision?: string | undefined },
  data_dir: string,
  print: (line: string) => void,
  language: Parameters<typeof sentence>[0],
): Promise<number> {
  const { keep_months, decision } = ruleOf(words);
  const older_than = await monthsAgo(database.knex, keep_months);
  const area = { say: 'retention_installation' };
  const said = {
    area,
    what: { say: `retention_${subject}` },
    months: keep_months,
    decision,
    day: older_than.slice(0, 10),
  };
  const due = await countOwnDue(database.knex, subject, older_than);
  if (!yes) {
    print(sentence(language, 'retention_due', { ...said, n: due }));
    return 0;
  }
  const gone = await disposeOwn(database, subject, { older_than, decision }, COMMAND, data_dir);
  const n = await countOwnDue(database.knex, subject, older_than);
  print(sentence(language, n === 0 ? 'retention_gone' : 'retention_left', { ...said, gone, n }));
  return n === 0 ? 0 : 1;
}

function ownSubject(word: string): InstallationSubject {
  const known = INSTALLATION_SUBJECTS.find((subject) => subject === word);
  if (known === undefined)
    throw new ProblemError('retention_subject_unknown', { value: word, known: INSTALLATION_SUBJECTS.join(', ') });
  return known;
}

/** How long, by which decision, as it was typed. @throws {ProblemError} retention_months_unusable, retention_decision_missing */
function ruleOf({ months = '', decision = '' }: { months?: string | undefined; decision?: string | undefined }) {
  const keep_months = /^\d{1,4}$/.test(months) ? Number(months) : 0;
  if (keep_months < 1 || keep_months > KEEP_MONTHS_MAX)
    throw new ProblemError('retention_months_unusable', { value: months || '–', max: KEEP_MONTHS_MAX });
  if (decision.trim() === '') throw new ProblemError('retention_decision_missing');
  return { keep_months, decision: decision.trim().slice(0, 200) };
}

async function change(database: Database, { action, area, subject, ...words }: ChangeWords): Promise<void> {
  const { municipality_id } = await findMunicipality(database.knex, area);
  if (action === 'lift') return liftRule(database, municipality_id, subject, COMMAND);
  return setRule(database, municipality_id, subject, ruleOf(words), COMMAND);
}

interface ChangeWords {
  action: string;
  area: string;
  subject: RetentionSubject;
  months?: string | undefined;
  decision?: string | undefined;
}

function subjectOf(word: string): RetentionSubject {
  const known = RETENTION_SUBJECTS.find((subject) => subject === word);
  if (known === undefined)
    throw new ProblemError('retention_subject_unknown', { value: word, known: RETENTION_SUBJECTS.join(', ') });
  return known;
}

/** @param data_dir null: only what would go is said, and everything stays */
async function report(
  database: Database,
  data_dir: string | null,
  print: (line: string) => void,
  language: Parameters<typeof sentence>[0],
): Promise<number> {
  const rules = await readRules(database.knex, null);
  const own = await readOwnRules(database.knex);
  if (rules.length + own.length === 0) print(sentence(language, 'retention_none'));
  let left = 0;
  for (const { subject, keep_months, decision } of own) {
    const words = { months: String(keep_months), decision, yes: data_dir !== null };
    left += await ofInstallation(database, subject, words, data_dir ?? '', print, language);
  }
  for (const rule of rules) {
    const { area, subject, keep_months, decision, municipality_id, older_than } = rule;
    const said = {
      area,
      what: { say: `retention_${subject}` },
      months: keep_months,
      decision,
      day: older_than.slice(0, 10),
    };
    if (data_dir === null) {
      const n = await countDue(database, municipality_id, subject, older_than);
      print(sentence(language, 'retention_due', { ...said, n }));
      continue;
    }
    const gone = await disposeBy(database, rule, COMMAND, data_dir);
    const n = await countDue(database, municipality_id, subject, older_than);
    print(sentence(language, n === 0 ? 'retention_gone' : 'retention_left', { ...said, gone, n }));
    left += n;
  }
  return left === 0 || data_dir === null ? 0 : 1;
}
