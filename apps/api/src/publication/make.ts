import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { release } from '@lagesbild/analysis';
import type { Names } from '@lagesbild/contract';
import type { Knex } from 'knex';
import type { Actor } from '../audit/entry.ts';
import type { Database } from '../db/database.ts';
import { withDeadline } from '../db/deadline.ts';
import type { MunicipalityRow } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import { readOrMakeKey } from '../key-file.ts';
import { type Answered, type Eligible, readAnswered, readEligible, SUBJECTS, type Subject } from './eligible.ts';
import { digestOf, type Released, type ReleaseFile, releaseFiles } from './file.ts';
import { type PublishedGroup, readGroups } from './groups.ts';
import { countedIn, duePeriods, type Period, quarterOf, quarterPeriod, yearOf, yearPeriod } from './period.ts';
import { readSquares, type Squares } from './squares.ts';

/** The secret that noise is made with: whoever has it can take the noise away. It lies beside the data and is in no release. */
export const KEY_FILE = 'release.key';
/** Tried before each publication: few enough for nobody to wait. The tests of the gate try more. */
const TRIED = { records: 3, runs: 1 } as const;

export type Area = Pick<MunicipalityRow, 'municipality_id' | 'slug' | 'names' | 'srid' | 'time_zone'>;

/** Everything a release is made of, read once. */
export interface Ground {
  area: Area;
  today: string;
  eligible: readonly (Eligible & { key: bigint })[];
  answered: readonly Answered[];
  squares: Squares;
  groups: Record<Subject, readonly PublishedGroup[]>;
  made: readonly MadeRow[];
  demonstration: boolean;
  mac: release.Mac;
}

interface MadeRow {
  kind: Period['kind'];
  period: number;
  release: string;
  at: number;
}

// in: municipality_id; out: a row per release; order: period
const MADE = `
  select kind, period, release, (extract(epoch from made_at) * 1000)::double precision as at
  from public_release.release where municipality_id = :municipality_id order by kind, period`;

const TODAY = "select to_char(now() at time zone :time_zone, 'YYYY-MM-DD') as today";
const DEMONSTRATION = `
  select exists (select from staff.source where municipality_id = :municipality_id and kind = 'demonstration' and enabled) as yes`;

export async function readGround(database: Pick<Database, 'knex' | 'data_dir'>, area: Area): Promise<Ground> {
  const { municipality_id, time_zone } = area;
  const mac = macOf(database.data_dir);
  return withDeadline(database.knex, 'chunk', async (trx) => {
    const one = async <T>(sql: string): Promise<T> =>
      (await trx.raw<{ rows: T[] }>(sql, { municipality_id, time_zone })).rows[0]!;
    return {
      area,
      today: (await one<{ today: string }>(TODAY)).today,
      eligible: (await readEligible(trx, area)).map((row) => ({
        ...row,
        key: release.recordKey(mac, `${area.slug}/${row.subject}/${row.record}`),
      })),
      answered: await readAnswered(trx, municipality_id),
      squares: await readSquares(trx, area),
      groups: await readGroups(trx, municipality_id),
      made: (await trx.raw<{ rows: MadeRow[] }>(MADE, { municipality_id })).rows,
      demonstration: (await one<{ yes: boolean }>(DEMONSTRATION)).yes,
      mac,
    };
  });
}

const macOf = (data_dir: string): release.Mac => {
  const secret = Buffer.from(readOrMakeKey(join(data_dir, KEY_FILE)), 'hex');
  return (text) => createHmac('sha256', secret).update(text).digest();
};

/** The periods that are due and not made. */
export function missing({ today, eligible, made }: Ground): Period[] {
  const first = eligible.reduce<string | null>((least, { day }) => (least === null || day < least ? day : least), null);
  const known = new Set(made.map(({ release }) => release));
  return duePeriods(today, first).filter(({ release }) => !known.has(release));
}

/** A subject's world: its records, each in the periods it counts in. */
export function worldOf(ground: Ground, subject: Subject, periods: readonly Period[]): release.World {
  const { eligible, squares, groups, made, mac } = ground;
  const rows = eligible.filter((row) => row.subject === subject);
  const at = (kind: Period['kind']) =>
    new Map(made.filter((row) => row.kind === kind).map((row) => [row.period, row.at]));
  const [quarters, years] = [at('quarter'), at('year')];
  return {
    subject,
    records: {
      key: BigUint64Array.from(rows, ({ key }) => key),
      east_m: rows.map(({ east_m }) => east_m),
      north_m: rows.map(({ north_m }) => north_m),
      quarter: rows.map(({ day, came }) => countedIn(quarterOf(day), came, quarters)),
      year: rows.map(({ day, came }) => countedIn(yearOf(day), came, years)),
      group: rows.map(({ group }) => group),
    },
    ...{ wide: squares, fine: squares, groups: groups[subject].map(({ group }) => group), mac },
    quarters: periods.filter(({ kind }) => kind === 'quarter').map(({ period }) => period),
    years: periods.filter(({ kind }) => kind === 'year').map(({ period }) => period),
  };
}

/** What one period shows, as files. */
export function filesOf(ground: Ground, period: Period): ReleaseFile[] {
  const { area, squares, groups, demonstration } = ground;
  const shownOf = (subject: Subject): Released['shown'][Subject] => {
    const world = worldOf(ground, subject, [period]);
    if (period.kind === 'quarter')
      return {
        groups: groups[subject],
        bands: release.releasedQuarter(world, period.period).shown,
        total: null,
      };
    const { shown, total } = release.releasedYear(world, period.period);
    return { groups: [], bands: shown, total: total.told };
  };
  const shown = Object.fromEntries(SUBJECTS.map((subject) => [subject, shownOf(subject)])) as Released['shown'];
  return releaseFiles({ area, period, demonstration, squares, shown, answers: answersOf(ground, period) });
}

function answersOf({ answered, mac, area }: Ground, { kind, period, release: name }: Period): Released['answers'] {
  if (kind === 'year') return null;
  const told = (fate: Answered['fate']): number => {
    const rows = answered.filter((row) => row.fate === fate && quarterOf(row.day) === period);
    const keys = rows.map(({ record }) => release.recordKey(mac, `${area.slug}/answer/${record}`));
    const key = keys.reduce((sum, one) => BigInt.asUintN(64, sum + one), 0n);
    return release.toldFigure(rows.length, key, `${area.slug}/${fate}/${name}`, release.ANSWER_STEP, mac);
  };
  return { same_month: told('same_month'), later: told('later'), waiting: told('waiting') };
}

/** What an attacker found of one subject, with these periods published. */
export interface Attacked {
  subject: Subject;
  report: release.AttackReport;
}

/** All that is kept and what is about to be, attacked: a year that nothing new belongs to was attacked when it was made. */
export async function attackAll(ground: Ground, fresh: readonly Period[], tried = TRIED): Promise<Attacked[]> {
  const kept = ground.made.map(({ kind, period }) => (kind === 'quarter' ? quarterPeriod(period) : yearPeriod(period)));
  const years = new Set(fresh.map(({ from }) => yearOf(from)));
  const all = new Map([...kept, ...fresh].map((period) => [period.release, period]));
  const periods = [...all.values()].filter(({ from }) => years.has(yearOf(from)));
  const found: Attacked[] = [];
  for (const subject of SUBJECTS) {
    await breathe(); // others get their turn
    const world = worldOf(ground, subject, periods);
    const options = { ...tried, random: Math.random };
    found.push({ subject, report: release.attack(world, release.publish(world), release.GATE, options) });
  }
  return found;
}

const KEEP_RELEASE = `
  insert into public_release.release (municipality_id, release, kind, period, period_from, period_to, frozen_on, digest)
  values (:municipality_id, :release, :kind, :period, :from, :to, :frozen_on, :digest)
  on conflict do nothing returning release`;
const KEEP_FILE = `
  insert into public_release.file (municipality_id, release, name, type, digest, content)
  values (:municipality_id, :release, :name, :type, :digest, :content)`;

/**
 * Makes every release of an area that is due, after all attacks on it and on those that are kept have failed.
 *
 * @returns their names, oldest first
 * @throws {ProblemError} release_attacked, when one succeeded: then nothing is stored
 */
export async function makeReleases(
  database: Pick<Database, 'knex' | 'data_dir' | 'record'>,
  area: Area,
  who: Actor,
): Promise<string[]> {
  const ground = await readGround(database, area);
  const due = missing(ground);
  if (due.length === 0) return [];
  for (const { subject, report } of await attackAll(ground, due))
    if (report.succeeded.length > 0)
      throw new ProblemError('release_attacked', {
        attacks: report.succeeded.join(', '),
        subject: { say: `release_${subject}` },
      });
  const made: string[] = [];
  for (const period of due) {
    await breathe();
    const files = filesOf(ground, period);
    if (await keep(database, ground.area, period, files, who)) made.push(period.release);
  }
  return made;
}

function keep(
  database: Pick<Database, 'knex' | 'record'>,
  { municipality_id }: Area,
  { kind, period, release: name, from, to, frozen_on }: Period,
  files: readonly ReleaseFile[],
  who: Actor,
): Promise<boolean> {
  return database.knex.transaction(async (trx: Knex.Transaction) => {
    const digest = digestOf(files);
    const row = { municipality_id, release: name, kind, period, from, to, frozen_on, digest };
    const { rows } = await trx.raw<{ rows: unknown[] }>(KEEP_RELEASE, row);
    if (rows.length === 0) return false; // another process was first
    for (const file of files) await trx.raw(KEEP_FILE, { municipality_id, release: name, ...file });
    const object = { kind: 'release', id: name, name };
    await database.record(trx, { act: 'release_made', who, area: municipality_id, object, details: { digest } });
    return true;
  });
}

/** What is public instead of a release from now on: that it was withdrawn, and why. */
export async function withdrawRelease(
  database: Pick<Database, 'knex' | 'record'>,
  { municipality_id, time_zone, names }: Area & { names: Names },
  name: string,
  reason: string,
  who: Actor,
): Promise<void> {
  await database.knex.transaction(async (trx) => {
    const { rows } = await trx.raw<{ rows: unknown[] }>(
      `insert into public_release.withdrawal (municipality_id, release, withdrawn_on, reason)
       select municipality_id, release, cast((now() at time zone :time_zone) as date), :reason from public_release.release
       where municipality_id = :municipality_id and release = :name
       on conflict do nothing returning release`,
      { municipality_id, name, reason, time_zone },
    );
    if (rows.length === 0) {
      const known = await trx('public_release.release').where({ municipality_id, release: name }).first('release');
      throw new ProblemError(known === undefined ? 'release_unknown' : 'release_withdrawn_already', {
        ...{ release: name, area: names.sv },
      });
    }
    const object = { kind: 'release', id: name, name };
    await database.record(trx, { act: 'release_withdrawn', who, area: municipality_id, object, details: { reason } });
  });
}
