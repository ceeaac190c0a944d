import { z } from 'zod';
import { OrganisationKind } from './account.ts';
import { Day } from './filter.ts';
import { plainLine } from './plain-text.ts';
import { mondayOf } from './week.ts';
import { PermitArea, Zone } from './zone.ts';

/** Who is out: each kind has powers of its own, which are shown wherever a unit is. */
export const UNIT_KINDS = ['police', 'ordningsvakt', 'vaktare', 'trygghetsvard', 'faltare'] as const;
export const UnitKind = z.enum(UNIT_KINDS);
export type UnitKind = z.infer<typeof UnitKind>;

/** Fewer could be told apart by who worked that night. */
export const UNIT_SIZE_MIN = 5;
/** No moment of a visit is told finer than this. */
export const VISIT_STEP_MIN = 5;
export const VISIT_MIN_MAX = 240;
/** From the first visit of a line to the end of its last. */
export const WINDOW_MIN_MAX = 12 * 60;
export const LINES_MAX = 500;

/**
 * What the literature says of how long and how often: 10 to 16 minutes had the longest effect after police had left (Koper 1995),
 * longer ones add little; visits that come at least every two hours and that nobody can foretell are its practical rule.
 *
 * @see Koper (1995), Justice Quarterly 12(4), doi:10.1080/07418829500096231
 */
export const DOSAGE = { least_min: 10, most_min: 16, chosen_min: 15, every_min: 120 } as const;

export const NewUnit = z.strictObject({
  name: plainLine(80).min(1).describe('what the unit is called; never a person’s name'),
  organisation_kind: OrganisationKind,
  kind: UnitKind,
  size: z.number().int().min(1).max(500).describe(`people in it; fewer than ${UNIT_SIZE_MIN} are refused`),
});
export type NewUnit = z.infer<typeof NewUnit>;

export const Unit = NewUnit.extend({
  unit_id: z.uuid(),
  has_credential: z.boolean().describe('whether somebody can log visits for it'),
  closed_on: Day.nullable().describe('null while it is in use'),
});
export type Unit = z.infer<typeof Unit>;

/** Shown once; what is stored of it opens nothing. */
export const UnitCredential = z.object({
  unit: Unit,
  credential: z.string().describe('six words, for those who work in the unit'),
});
export type UnitCredential = z.infer<typeof UnitCredential>;

const Minute = z.number().int().multipleOf(VISIT_STEP_MIN);
const Minutes = Minute.min(VISIT_STEP_MIN).max(VISIT_MIN_MAX);
const Weekday = z.number().int().min(0).max(6).describe('0 is Monday');

/** The Monday that a week begins with. */
export const Week = z.iso
  .date({ abort: true }) // else what follows is asked of what is no day
  .refine((day) => mondayOf(day) === day)
  .describe('the week’s Monday');

/** Visits of a unit to a zone on one day of a week: so many, of so many minutes each, at times that nobody can foretell. */
export const PlannedVisits = z.strictObject({
  zone_id: z.uuid(),
  unit_id: z.uuid(),
  weekday: Weekday,
  from_minute: Minute.min(0).max(1435).describe('the first visit begins no earlier; minutes from local midnight'),
  to_minute: Minute.min(5)
    .max(1435 + WINDOW_MIN_MAX)
    .describe('and the last one ends no later; past 1440 on the day after'),
  minutes: Minutes.describe('of each visit'),
  visits: z.number().int().min(1).max(24).describe('how many visits'),
});
export type PlannedVisits = z.infer<typeof PlannedVisits>;

/** A week of a plan as it is saved. */
export const ChangedWeek = z.strictObject({
  version: z.number().int().min(0).describe('the version that was read before it was changed; 0: there was none'),
  lines: z.array(PlannedVisits).max(LINES_MAX),
});
export type ChangedWeek = z.infer<typeof ChangedWeek>;

/** What was planned for a zone in a week, and what was done. */
export const ZoneDelivery = z.object({
  zone_id: z.uuid(),
  zone_name: z.string().describe('its name now; of a zone that is gone, the one it had'),
  planned_visits: z.number().int().describe('how many visits were planned'),
  planned_min: z.number().int().describe('minutes that were planned'),
  visits: z.number().int().describe('how many visits were logged'),
  minutes: z.number().int().describe('minutes of all of them'),
});
export type ZoneDelivery = z.infer<typeof ZoneDelivery>;

const Line = z.int().describe('number of a line, from 0');
const PermitName = z.string().describe('what the permit is called');

/** Why ordningsvakter may not make visits that are planned for them. */
export const NoGround = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('none').describe('no permit is recorded') }),
  z.object({ reason: z.literal('outside_area').describe('no permit covers the whole zone') }),
  z.object({
    ...{ reason: z.literal('ended'), permit: PermitName, day: Day.describe('of the visits') },
    ended_on: Day.describe('its last day'),
  }),
  z.object({
    ...{ reason: z.literal('not_yet'), permit: PermitName, day: Day.describe('of the visits') },
    begins_on: Day.describe('its first day'),
  }),
  z.object({
    ...{ reason: z.literal('outside_hours'), day: Day.describe('of the visits') },
    hour: z.int().min(0).max(23).describe('the first hour that no permit gives'),
  }),
]);
export type NoGround = z.infer<typeof NoGround>;

/** A permit that covers the whole of a zone. */
export const ZonePermit = PermitArea.pick({ name: true, hours: true, valid_from: true, valid_to: true }).extend({
  zone_id: z.uuid(),
});
export type ZonePermit = z.infer<typeof ZonePermit>;

/** What a week's visits by ordningsvakter rest on. */
export const PlanPermits = z.object({
  recorded: z.int().describe('permits that the area has, wherever they lie'),
  covering: z.array(ZonePermit).describe('each published zone of the plan with each permit that covers it'),
});
export type PlanPermits = z.infer<typeof PlanPermits>;

export const WeekPlan = z.object({
  plan_id: z.uuid(),
  week: Day,
  version: z.number().int().describe('raised by every change; 0: nobody has planned this week'),
  lines: z.array(PlannedVisits),
  findings: z
    .array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('conflict'), unit_id: z.uuid(), lines: z.tuple([Line, Line]) }),
        z.object({
          ...{ kind: z.literal('over_committed'), unit_id: z.uuid(), lines: z.array(Line) },
          asked_min: z.int().describe('minutes of their visits together'),
          there_min: z.int().describe('minutes that there are from the first one’s start to the last one’s end'),
        }),
        z.object({
          ...{ kind: z.literal('neighbour'), unit_id: z.uuid(), lines: z.array(Line) },
          week: Day.describe('Monday of the week whose line has the unit at that time'),
        }),
        z.object({
          ...{ kind: z.literal('no_ground'), unit_id: z.uuid(), lines: z.tuple([Line]) },
          ground: NoGround.describe('by the permits as they are now'),
        }),
      ]),
    )
    .describe('what of it can’t be done: numbers of lines, from 0'),
  beside: z
    .array(z.object({ week: Day.describe('its Monday'), line: PlannedVisits }))
    .describe('of the week before, what goes on past Sunday midnight; of the week after, Monday until noon'),
  permits: PlanPermits,
  delivery: z.array(ZoneDelivery).describe('of each zone that is planned for or was visited; order: name'),
});
export type WeekPlan = z.infer<typeof WeekPlan>;

export const VISIT_KINDS = ['foot', 'cycle', 'vehicle', 'still'] as const;
export const VisitKind = z.enum(VISIT_KINDS);
export type VisitKind = z.infer<typeof VisitKind>;

/** What a unit may say of what it saw: of the place and what goes on there, never of anybody. */
export const SEEN = [
  'calm',
  'many_people',
  'talked_with_people',
  'disturbance',
  'drunkenness',
  'drug_dealing',
  'reckless_driving',
  'damage',
  'dark',
  'litter',
] as const;
export const Seen = z.enum(SEEN);
export type Seen = z.infer<typeof Seen>;

/** A visit as a unit logs it. There is no field for who was there, where they walked or what they carried. */
export const NewVisit = z.strictObject({
  zone_id: z.uuid(),
  started_on: Day,
  from_minute: Minute.min(0).max(1435).describe('minutes from local midnight, to the nearest five'),
  minutes: Minutes.describe('how long it was, in minutes'),
  kind: VisitKind,
  seen: z.array(Seen).max(SEEN.length),
});
export type NewVisit = z.infer<typeof NewVisit>;

/** The same, logged for a unit by somebody in the office. */
export const NewVisitOf = NewVisit.extend({ unit_id: z.uuid() });
export type NewVisitOf = z.infer<typeof NewVisitOf>;

export const Visit = NewVisitOf.extend({
  visit_id: z.uuid(),
  zone_name: z.string().describe('as it was called then'),
  unit_name: z.string(),
  demonstration: z.boolean().describe('made up'),
});
export type Visit = z.infer<typeof Visit>;

/** How a unit signs in: six words, typed or from its QR code. */
export const UnitEntry = z.strictObject({ credential: z.string().max(200) });
export type UnitEntry = z.infer<typeof UnitEntry>;

/** What a unit's phone needs to log visits, with a connection and without. */
export const UnitPage = z.object({
  unit: Unit.pick({ unit_id: true, name: true, kind: true, organisation_kind: true }),
  area: z.object({ name: z.string(), time_zone: z.string() }),
  zones: z.array(z.object({ zone_id: z.uuid(), name: z.string() })).describe('of published plans; order: name'),
  planned: z
    .array(
      PlannedVisits.omit({ unit_id: true, weekday: true }).extend({
        day: Day,
        no_ground: NoGround.nullable().describe('null: they may be made'),
      }),
    )
    .describe('its own planned visits of yesterday, today and tomorrow; order: day, from_minute'),
  ends_on: Day.describe('until when the phone stays signed in'),
});
export type UnitPage = z.infer<typeof UnitPage>;

/** Incidents of a zone, counted on paper: of reports, resident reported or unknown, known to a point or segment. */
export const ZoneIncidents = z.object({
  from: Day,
  to: Day.describe('last day, inclusive'),
  n: z.number().int().describe('counted incidents'),
  hours: z
    .array(z.number().int().describe('incidents'))
    .length(24)
    .describe('by local hour, of those whose hour is known'),
  without_hour: z.number().int().describe('incidents whose hour isn’t known'),
  categories: z
    .array(z.object({ category: z.string(), n: z.number().int().describe('incidents') }))
    .describe('order: most first'),
  left_out: z
    .number()
    .int()
    .describe(
      'inside the zone and not counted: found by police or a partner, so that presence doesn’t call for presence',
    ),
});
export type ZoneIncidents = z.infer<typeof ZoneIncidents>;

/** What people say of the places in a zone: voices, so that those who flag together are one. */
export const ZoneSaid = z.object({
  months: z.number().int().describe('months back that were heard'),
  unsafe: z.number().int().describe('voices that told of unease'),
  safe: z.number().int().describe('voices that told that it feels safe'),
  reasons: z
    .array(z.object({ reason: z.string(), n: z.number().int().describe('voices') }))
    .describe('of unease; order: most first'),
  times: z
    .array(z.object({ time: z.string(), n: z.number().int().describe('voices') }))
    .describe('of unease; order: most first'),
});
export type ZoneSaid = z.infer<typeof ZoneSaid>;

/** What was planned for a zone in one of several weeks, and what was done. */
export const WeekDelivery = ZoneDelivery.extend({ week: Day.describe('its Monday') });
export type WeekDelivery = z.infer<typeof WeekDelivery>;

/** Weeks that are told of at once: two years. */
export const DELIVERY_WEEKS_MAX = 104;

/** What somebody takes along to a zone. */
export const PatrolCard = z.object({
  zone: Zone,
  plan: z.object({ plan_id: z.uuid(), name: z.string(), demonstration: z.boolean().describe('made up') }),
  week: Day,
  lines: z.array(
    PlannedVisits.omit({ zone_id: true }).extend({
      unit_name: z.string(),
      unit_kind: UnitKind,
      no_ground: NoGround.nullable().describe('null: they may be made'),
    }),
  ),
  past: z.array(WeekDelivery.omit({ zone_id: true, zone_name: true })).describe('the weeks before; order: week'),
  incidents: ZoneIncidents,
  said: ZoneSaid,
});
export type PatrolCard = z.infer<typeof PatrolCard>;
