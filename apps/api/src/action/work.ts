import { ActionWork } from '@lagesbild/contract';
import type { Knex } from 'knex';

const DAYS = ['starts_on', 'ends_on', 'follow_up_on', 'registered_on'] as const;

// in: municipality_id, action_id or null; out: the work of each action
const WORKS = `
  select w.action_id, w.version, w.problem, w.causes, w.description, w.kind, w.cost_band, w.owner, w.partners, w.ring_m, w.outcome,
    w.survey_after, w.foreseen, ${DAYS.map((day) => `to_char(w.${day}, 'YYYY-MM-DD') as ${day}`).join(', ')},
    case when w.focus_area is not null then json_build_object('agreement_id', w.agreement_id, 'code', w.focus_area) end as focus_area,
    case when w.origin is not null then json_build_object('origin', w.origin, 'name', w.area_name, 'zone_id', w.zone_id,
      'outline', cast(st_asgeojson(w.outline, 7) as json)) end as area,
    cast(st_asgeojson(w.control, 7) as json) as control,
    w.registered_on is not null and w.starts_on <= current_date as frozen,
    to_char(coalesce(a.follow_up_on, w.follow_up_on), 'YYYY-MM-DD') as evaluates_on,
    w.registered_on is not null and coalesce(a.follow_up_on, w.follow_up_on) <= current_date
      and (e.follow_up_on is null or e.follow_up_on < coalesce(a.follow_up_on, w.follow_up_on)) as due,
    e.verdict
  from staff.action_work w
  left join lateral (select follow_up_on from staff.action_amendment m
    where m.municipality_id = w.municipality_id and m.action_id = w.action_id order by amendment_no desc limit 1) a on true
  left join lateral (select verdict, follow_up_on from staff.action_evaluation v
    where v.municipality_id = w.municipality_id and v.action_id = w.action_id order by evaluation_no desc limit 1) e on true
  where w.municipality_id = :municipality_id
    and (cast(:action_id as uuid) is null or w.action_id = cast(:action_id as uuid))`;

/** What is worked on of each action. */
export async function readWorks(
  knex: Knex,
  municipality_id: number,
  action_id: string | null,
): Promise<Map<string, ActionWork>> {
  const { rows } = await knex.raw<{ rows: (ActionWork & { action_id: string })[] }>(WORKS, {
    municipality_id,
    action_id,
  });
  return new Map(rows.map((row) => [row.action_id, ActionWork.parse(row)]));
}

/** The columns that a change writes, beside the outline, which is worked out first. */
const WRITE = `
  update staff.action_work set version = version + 1, problem = :problem, causes = :causes, description = :description,
    agreement_id = :agreement_id, focus_area = :focus_code, kind = :kind, cost_band = :cost_band, owner = :owner,
    partners = cast(:partners as text[]), starts_on = cast(:starts_on as date), ends_on = cast(:ends_on as date),
    follow_up_on = cast(:follow_up_on as date), origin = :origin, zone_id = cast(:zone_id as uuid), area_name = :area_name,
    outline = st_setsrid(st_geomfromgeojson(cast(:outline as text)), 4326), ring_m = :ring_m,
    control = st_setsrid(st_geomfromgeojson(cast(:control as text)), 4326), outcome = cast(:outcome as jsonb),
    registered_on = case when :registered then registered_on end, foreseen = case when :registered then foreseen end
  where municipality_id = :municipality_id and action_id = :action_id`;

const json = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));

/** @param registered  whether what was registered stands: a change of it, before the start, takes the registration back */
export async function writeWork(
  trx: Knex,
  of: { municipality_id: number; action_id: string },
  work: ActionWork,
  registered: boolean,
): Promise<void> {
  const { focus_area, area, control, outcome, ...rest } = work;
  const { problem, causes, description, kind, cost_band, owner, partners, starts_on, ends_on, follow_up_on, ring_m } =
    rest;
  await trx.raw(WRITE, {
    ...of,
    ...{ problem, causes, description, kind, cost_band, owner, partners, starts_on, ends_on, follow_up_on, ring_m },
    ...{ agreement_id: focus_area?.agreement_id ?? null, focus_code: focus_area?.code ?? null },
    ...{ origin: area?.origin ?? null, zone_id: area?.zone_id ?? null, area_name: area?.name ?? '' },
    ...{ outline: json(area?.outline ?? null), control: json(control), outcome: json(outcome), registered },
  } as never);
}
