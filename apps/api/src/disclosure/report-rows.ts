import { REPORT_COLUMNS, type ReportColumn, type ReportMasking, type ReportSelection } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';
import { CELL_M, type Cut, groupCode } from './mask.ts';
import { DISCLOSED_MAX } from './rows.ts';

/** One perception report, as much of it as masking leaves; what can be several is codes with a space between. */
type LeftReport = Record<ReportColumn, string | number | null> & {
  group: number | null;
  place: string | null;
  /** south-west corner of its cell, metres in the area's own CRS */
  east_m: number | null;
  north_m: number | null;
};

/** A cell beside the named place that some reports have instead of one. */
const PLACE_COLUMNS: Record<ReportMasking['place'], readonly (keyof LeftReport & string)[]> = {
  cell_100: ['place', 'east_m', 'north_m'],
  cell_500: ['place', 'east_m', 'north_m'],
  place: ['place'],
  none: [],
};

/** How reports become lines of a file. */
export const reportCut = ({ columns, place, reasons, shape, least }: ReportMasking): Cut<LeftReport> => ({
  told: REPORT_COLUMNS.filter((column) => columns.includes(column)),
  where: PLACE_COLUMNS[place],
  of: (row, column) => {
    if (column !== 'weightiest' || reasons === 'reason') return row[column as keyof LeftReport];
    return row.weightiest === null ? null : groupCode(row.group);
  },
  ...{ shape, least },
});

const PERIOD: Record<ReportMasking['period'], string> = { month: 'YYYY-MM', quarter: 'YYYY-"Q"Q' };

/** The named place it was told of, or one that its cell lies in; beside a cell only the former. */
const COVERED = `(select coalesce(n.names ->> :language, n.names ->> 'sv') from staff.place n
  where n.municipality_id = :municipality_id and n.kind <> 'study_area' and said.is_exact
    and geometrytype(n.geometry) in ('POLYGON', 'MULTIPOLYGON') and st_covers(n.geometry, st_transform(said.at, 4326))
  order by n.position, n.slug limit 1)`;
const NAMED = `(select coalesce(n.names ->> :language, n.names ->> 'sv') from staff.place n
  where n.municipality_id = :municipality_id and n.slug = said.slug)`;
const WHERE: Record<ReportMasking['place'], string> = {
  cell_100: `${NAMED} as place`,
  cell_500: `${NAMED} as place`,
  place: `coalesce(${NAMED}, ${COVERED}) as place`,
  none: 'null as place',
};

// in: municipality_id, srid, language, cell_m, period, from, to, channels, kinds, area, fates, limit; out: reports; order: none that tells
// when one came: their ids are random
const reportsAs = (place: ReportMasking['place']): string => `
  with said as (
    select d.channel, 'feels' as kind, m.feeling, date_trunc('month', d.held_on) as month, m.times, m.days, null as often, m.strength,
      m.weightiest, m.reasons, cast('{}' as text[]) as helps, null as reported, cast('{}' as text[]) as why_not, null as state,
      null as fate, null as note, c.publication_group, null as slug,
      st_transform(st_pointonsurface(m.geometry), cast(:srid as integer)) as at, m.precision in ('point', 'segment') as is_exact,
      d.dialogue_id as id, m.mark_no as no
    from staff.dialogue d
    join staff.dialogue_mark m on m.municipality_id = d.municipality_id and m.dialogue_id = d.dialogue_id
    left join flag.choice c on c.municipality_id = d.municipality_id and c.kind = 'reason' and c.code = m.weightiest
    where d.municipality_id = :municipality_id
    union all
    select 'walk', 'feels', o.feeling, date_trunc('month', w.walk_on), o.times, null, null, o.strength,
      o.weightiest, o.reasons, cast('{}' as text[]), null, cast('{}' as text[]), null,
      null, null, c.publication_group, null,
      st_transform(s.geometry, cast(:srid as integer)), o.precision in ('point', 'segment'), o.observation_id, 0
    from staff.walk w
    join staff.walk_observation o on o.municipality_id = w.municipality_id and o.walk_id = w.walk_id
    join staff.walk_stop s on s.municipality_id = o.municipality_id and s.walk_id = o.walk_id and s.stop_id = o.stop_id
    left join flag.choice c on c.municipality_id = w.municipality_id and c.kind = 'reason' and c.code = o.weightiest
    where w.municipality_id = :municipality_id and w.walk_held
    union all
    select 'resident_flag', f.kind, f.feeling, f.month, f.times, f.days, f.often, f.strength,
      f.weightiest, f.reasons, f.helps, f.reported, f.why_not, f.state,
      f.fate, n.text, f.publication_group, f.place,
      case when f.cell_x is not null
        then st_setsrid(st_point(f.cell_x * 100 + 50, f.cell_y * 100 + 50), cast(:srid as integer))
        else st_transform(st_pointonsurface(p.geometry), cast(:srid as integer)) end, f.cell_x is not null,
      f.flag_id, 0
    from flag.flag f
    left join flag.note n on n.municipality_id = f.municipality_id and n.flag_id = f.flag_id
    left join staff.place p on p.municipality_id = f.municipality_id and p.slug = f.place
    where f.municipality_id = :municipality_id and f.fate = any (cast(:fates as text[])))
  select channel, kind, feeling, to_char(month, :period) as period, array_to_string(times, ' ') as times, days, often, strength,
    weightiest, array_to_string(reasons, ' ') as reasons, array_to_string(helps, ' ') as helps, reported,
    array_to_string(why_not, ' ') as why_not, state, fate, note, publication_group as "group", ${WHERE[place]},
    case when is_exact then floor(st_x(at) / :cell_m) * :cell_m end as east_m,
    case when is_exact then floor(st_y(at) / :cell_m) * :cell_m end as north_m
  from said
  where channel = any (cast(:channels as text[])) and kind = any (cast(:kinds as text[]))
    and (cast(:from as text) is null or month >= to_date(:from, 'YYYY-MM'))
    and (cast(:to as text) is null or month <= to_date(:to, 'YYYY-MM'))
    and (cast(:area as text) is null or slug = :area or exists (
      select 1 from staff.place a where a.municipality_id = :municipality_id and a.slug = :area
        and st_covers(a.geometry, st_transform(said.at, 4326))))
  order by channel, month, id, no
  limit :limit`;

const FATES = ['live', 'merged'];
const PUT_ASIDE = ['quarantined', 'rejected'];

/**
 * The perception reports that are asked for, each as much as masking leaves of it.
 * @throws {ProblemError} disclosure_too_large
 */
export async function readLeftReports(
  knex: Knex,
  { municipality_id, srid }: { municipality_id: number; srid: number },
  { from, to, channels, kinds, area, put_aside }: ReportSelection,
  { place, period }: Pick<ReportMasking, 'place' | 'period'>,
  language: string,
): Promise<LeftReport[]> {
  const { rows } = await knex.raw<{ rows: LeftReport[] }>(reportsAs(place), {
    ...{ municipality_id, srid, language, from, to, channels, kinds, area },
    ...{ cell_m: CELL_M[place] ?? 1, period: PERIOD[period], limit: DISCLOSED_MAX + 1 },
    fates: put_aside ? [...FATES, ...PUT_ASIDE] : FATES,
  } as never);
  if (rows.length > DISCLOSED_MAX) throw new ProblemError('disclosure_too_large', { max: DISCLOSED_MAX });
  return rows;
}
