import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { release } from '@lagesbild/analysis';
import type { Knex } from 'knex';
import type { Database } from '../db/database.ts';
import { withDeadline } from '../db/deadline.ts';
import type { MunicipalityRow } from '../db/municipality.ts';
import { readOrMakeKey } from '../key-file.ts';
import { type Answered, type Eligible, readAnswered, readEligible, readFirstDay, type Subject } from './eligible.ts';
import { type PublishedGroup, readGroups } from './groups.ts';
import { countedIn, duePeriods, type Period, quarterOf, quarterPeriod, yearOf, yearPeriod } from './period.ts';
import { readSquares, type Squares } from './squares.ts';

/** The secret that noise is made with: whoever has it can take the noise away. It lies beside the data and is in no release. */
export const KEY_FILE = 'release.key';

export type Area = Pick<MunicipalityRow, 'municipality_id' | 'slug' | 'names' | 'srid' | 'time_zone'>;

/** What says which periods are to be made. */
export interface Calendar {
  today: string;
  /** the day of the first record that may be counted; null: there is none */
  first: string | null;
  made: readonly MadeRow[];
}

/** Everything a release is made of, read once. */
export interface Ground extends Calendar {
  area: Area;
  /** when it was read, milliseconds: what came since counts in the next period */
  read_at: number;
  eligible: readonly (Eligible & { key: bigint })[];
  answered: readonly Answered[];
  squares: Squares;
  groups: Record<Subject, readonly PublishedGroup[]>;
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

const NOW = `
  select to_char(now() at time zone :time_zone, 'YYYY-MM-DD') as today, (extract(epoch from now()) * 1000)::double precision as at`;
const DEMONSTRATION = `
  select exists (select from staff.source where municipality_id = :municipality_id and kind = 'demonstration' and enabled) as yes`;

const one = async <T>(trx: Knex, sql: string, { municipality_id, time_zone }: Area): Promise<T> =>
  (await trx.raw<{ rows: T[] }>(sql, { municipality_id, time_zone })).rows[0]!;

type Dated = Calendar & Pick<Ground, 'read_at' | 'demonstration'>;

async function readCalendarIn(trx: Knex, area: Area): Promise<Dated> {
  const { yes: demonstration } = await one<{ yes: boolean }>(trx, DEMONSTRATION, area);
  const { today, at } = await one<{ today: string; at: number }>(trx, NOW, area);
  const { rows: made } = await trx.raw<{ rows: MadeRow[] }>(MADE, { municipality_id: area.municipality_id });
  const first = await readFirstDay(trx, { ...area, demonstration });
  return { today, read_at: at, first, made, demonstration };
}

export const readCalendar = (database: Pick<Database, 'knex'>, area: Area): Promise<Calendar> =>
  withDeadline(database.knex, 'chunk', (trx) => readCalendarIn(trx, area));

export async function readGround(database: Pick<Database, 'knex' | 'data_dir'>, area: Area): Promise<Ground> {
  const { municipality_id } = area;
  const mac = macOf(database.data_dir);
  return withDeadline(database.knex, 'chunk', async (trx) => {
    const calendar = await readCalendarIn(trx, area);
    const { demonstration } = calendar;
    return {
      ...calendar,
      area,
      eligible: (await readEligible(trx, { ...area, demonstration })).map((row) => ({
        ...row,
        key: release.recordKey(mac, `${area.slug}/${row.subject}/${row.record}`),
      })),
      answered: await readAnswered(trx, { municipality_id, demonstration }),
      squares: await readSquares(trx, area),
      groups: await readGroups(trx, municipality_id),
      mac,
    };
  });
}

const macOf = (data_dir: string): release.Mac => {
  const secret = Buffer.from(readOrMakeKey(join(data_dir, KEY_FILE)), 'hex');
  return (text) => createHmac('sha256', secret).update(text).digest();
};

/** The periods that are due and not made, oldest first. */
export function missing({ today, first, made }: Calendar): Period[] {
  const known = new Set(made.map(({ release }) => release));
  return duePeriods(today, first).filter(({ release }) => !known.has(release));
}

/** The periods that were made. */
export const keptPeriods = ({ made }: Pick<Calendar, 'made'>): Period[] =>
  made.map(({ kind, period }) => (kind === 'quarter' ? quarterPeriod(period) : yearPeriod(period)));

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
