import { createHash } from 'node:crypto';
import { CHANNELS, type MarkGeometry, type PerceptionReports, PRECISIONS, TIME_BANDS } from '@lagesbild/contract';
import type { Knex } from 'knex';

/** A report as a row: of whatever channel, in the area's own metres. */
interface ReportRow {
  channel: string;
  feeling: string;
  happened: boolean;
  x: number | null;
  y: number | null;
  precision: string;
  shape: string | null;
  /** months since January 1970 */
  month: number;
  times: string[];
  days: string | null;
  strength: number | null;
  reasons: string[];
  weightiest: string | null;
  /** equal for reports that were made together; null: heard already, by another of those it was made with */
  voice: string | null;
  reported: string | null;
  why_not: string[];
  demonstration: boolean;
}

/**
 * Marks made at meetings and what was seen at safety walks that have been held, then flags that residents sent, but for those that moderators have put aside. A meeting, or a walk, is one
 * voice in each cell. So is a burst of flags; without its mark, what was received on one day; and when that has gone too, `echo` says
 * which of them were heard.
 */
// in: municipality_id, srid; out: reports; order: the same for the same rows
const REPORTS = `
  with marks as (
    select d.channel, m.feeling, false as happened, st_transform(st_pointonsurface(m.geometry), cast(:srid as integer)) as at,
      m.precision, case when m.precision <> 'point' and geometrytype(m.geometry) <> 'POINT' then st_asgeojson(m.geometry, 6) end as shape,
      d.held_on as month, m.times, m.days, m.strength, m.reasons, m.weightiest,
      cast(d.dialogue_id as text) as voice, cast(null as text) as reported, cast('{}' as text[]) as why_not, d.demonstration,
      cast(d.dialogue_id as text) as id, cast(m.mark_no as integer) as no
    from staff.dialogue d
    join staff.dialogue_mark m on m.municipality_id = d.municipality_id and m.dialogue_id = d.dialogue_id
    where d.municipality_id = :municipality_id),
  walks as (
    select 'walk' as channel, o.feeling, false as happened, st_transform(s.geometry, cast(:srid as integer)) as at,
      o.precision, cast(null as text) as shape, w.walk_on as month, o.times, cast(null as text) as days, o.strength, o.reasons,
      o.weightiest, cast(w.walk_id as text) as voice, cast(null as text) as reported, cast('{}' as text[]) as why_not,
      w.demonstration, cast(o.observation_id as text) as id, 0 as no
    from staff.walk w
    join staff.walk_observation o on o.municipality_id = w.municipality_id and o.walk_id = w.walk_id
    join staff.walk_stop s on s.municipality_id = o.municipality_id and s.walk_id = o.walk_id and s.stop_id = o.stop_id
    where w.municipality_id = :municipality_id and w.walk_held),
  flags as (
    select 'resident_flag' as channel, f.feeling, f.kind = 'happened' as happened,
      case when f.cell_x is not null
        then st_setsrid(st_point(f.cell_x * 100 + 50, f.cell_y * 100 + 50), cast(:srid as integer))
        else st_transform(st_pointonsurface(p.geometry), cast(:srid as integer)) end as at,
      case when f.cell_x is not null then 'segment' when p.slug is not null then 'area' else 'municipality' end as precision,
      cast(null as text) as shape, f.month, f.times, f.days, f.strength, f.reasons, f.weightiest,
      case when f.repeated or f.echo then null
        when m.burst is not null then 'burst ' || m.burst
        when m.received_on is not null then 'day ' || m.received_on
        else cast(f.flag_id as text) end as voice,
      f.reported, f.why_not, f.demonstration, cast(f.flag_id as text) as id, 0 as no
    from flag.flag f
    left join flag.moderation m on m.municipality_id = f.municipality_id and m.flag_id = f.flag_id
    left join staff.place p on p.municipality_id = f.municipality_id and p.slug = f.place
    where f.municipality_id = :municipality_id and f.fate in ('live', 'merged'))
  select channel, feeling, happened, round(cast(st_x(at) as numeric), 2)::float8 as x, round(cast(st_y(at) as numeric), 2)::float8 as y,
    precision, shape, cast((extract(year from month) - 1970) * 12 + extract(month from month) - 1 as integer) as month,
    times, days, strength, reasons, weightiest, voice, reported, why_not, demonstration
  from (select * from marks union all select * from walks union all select * from flags) as said
  order by channel, id, no`;

/** What is said inside an outline: unease and safety, and of unease its reasons and times. Of each voice once. */
export interface SaidInside {
  unsafe: number;
  safe: number;
  reasons: { reason: string; n: number }[];
  times: { time: string; n: number }[];
}

const MOST_FIRST = (code: string): string => `
  select coalesce(json_agg(json_build_object('${code}', ${code}, 'n', n) order by n desc, ${code}), '[]') from (
    select ${code}, count(distinct voice) as n from inside cross join lateral unnest(${code}s) as c (${code})
    where feeling = 'unsafe' group by ${code}) as counted`;

// in: municipality_id, srid, outline as EWKT, since in months since January 1970; out: one row
const INSIDE = `
  with inside as (
    select said.* from (${REPORTS}) as said
    where voice is not null and precision <> 'municipality' and month >= :since
      and st_intersects(st_setsrid(st_point(x, y), cast(:srid as integer)), st_transform(cast(:outline as geometry), cast(:srid as integer))))
  select cast((select count(distinct voice) from inside where feeling = 'unsafe') as integer) as unsafe,
    cast((select count(distinct voice) from inside where feeling = 'safe') as integer) as safe,
    (${MOST_FIRST('reason')}) as reasons, (${MOST_FIRST('time')}) as times`;

/**
 * What people say of places inside an outline. What is said of a named place counts where the place's middle lies inside.
 *
 * @param of.outline  EWKT
 * @param of.since    months since January 1970
 */
export async function saidInside(
  knex: Knex,
  of: { municipality_id: number; srid: number; outline: string; since: number },
): Promise<SaidInside> {
  return (await knex.raw<{ rows: SaidInside[] }>(INSIDE, of)).rows[0]!;
}

const bandOf = (code: string): number => TIME_BANDS.findIndex((band) => band.code === code);
const DAYS: Readonly<Record<string, number>> = { weekday: 1, weekend: 2, both: 3 };
const REPORTED: Readonly<Record<string, number>> = { yes: 1, no: 2 };

/** Codes in the order they are met, each with its number. */
class Numbers {
  readonly codes: string[] = [];
  private readonly known = new Map<string, number>();

  of(code: string): number {
    let number = this.known.get(code);
    if (number === undefined) {
      number = this.codes.push(code) - 1;
      this.known.set(code, number);
    }
    return number;
  }
}

/** Every perception report of an area, and what names these very reports. */
export interface HeldReports {
  readonly lists: PerceptionReports;
  readonly fingerprint: string;
}

/** Reads them whole: tens of thousands at most. */
export async function readReports(
  knex: Knex,
  { municipality_id, srid }: { municipality_id: number; srid: number },
): Promise<HeldReports> {
  const { rows } = await knex.raw<{ rows: ReportRow[] }>(REPORTS, { municipality_id, srid });
  const [reasons, why_not, voices] = [new Numbers(), new Numbers(), new Numbers()];
  const lists: PerceptionReports = {
    channels: [...CHANNELS],
    reasons: reasons.codes,
    why_not: why_not.codes,
    bands: TIME_BANDS.map((band) => ({ ...band })),
    x: rows.map(({ x }) => x),
    y: rows.map(({ y }) => y),
    precision: rows.map(({ precision }) => (PRECISIONS as readonly string[]).indexOf(precision)),
    channel: rows.map(({ channel }) => (CHANNELS as readonly string[]).indexOf(channel)),
    safe: rows.map(({ feeling }) => Number(feeling === 'safe')),
    happened: rows.map(({ happened }) => Number(happened)),
    month: rows.map(({ month }) => month),
    times: rows.map(({ times }) => times.reduce((mask, code) => mask | (1 << bandOf(code)), 0)),
    days: rows.map(({ days }) => DAYS[days ?? ''] ?? 0),
    strength: rows.map(({ strength }) => strength ?? 0),
    reason: rows.map((row) => row.reasons.map((code) => reasons.of(code))),
    weightiest: rows.map(({ weightiest }) => (weightiest === null ? -1 : reasons.of(weightiest))),
    voice: rows.map(({ voice }) => (voice === null ? -1 : voices.of(voice))),
    reported: rows.map(({ reported }) => REPORTED[reported ?? ''] ?? 0),
    why: rows.map((row) => row.why_not.map((code) => why_not.of(code))),
    shapes: rows.flatMap(({ shape }, report) =>
      shape === null ? [] : [{ report, geometry: JSON.parse(shape) as MarkGeometry }],
    ),
    demonstration: rows.some(({ demonstration }) => demonstration),
  };
  const fingerprint = createHash('sha256').update(JSON.stringify(lists)).digest('base64url').slice(0, 16);
  return { lists, fingerprint };
}
