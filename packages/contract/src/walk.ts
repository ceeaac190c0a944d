import { z } from 'zod';
import { Names } from './code.ts';
import { Day } from './filter.ts';
import { FEELINGS, FLAG_TIMES, FlagCell } from './flag.ts';
import { DIALOGUE_GROUPS, MarkLine, MarkPoint } from './perception.ts';
import { plainLine, plainLines } from './plain-text.ts';

/** What a safety walk consists of, in its order: the meeting before it, the walk, what became of it, and going there again months later. */
export const WALK_STEPS = ['briefing', 'walk', 'feedback', 'revisit'] as const;
export type WalkStep = (typeof WALK_STEPS)[number];

/** Who takes part, as groups: nobody's name is asked for. */
export const WALK_GROUPS = [...DIALOGUE_GROUPS, 'municipality', 'police', 'landlord', 'elected'] as const;
export type WalkGroup = (typeof WALK_GROUPS)[number];

export const WALK_STATUSES = ['open', 'passed_on', 'done', 'cannot'] as const;
export type WalkStatus = (typeof WALK_STATUSES)[number];

/** How it is when one comes back. */
export const REVISIT_STATES = ['still', 'better', 'mended'] as const;
export type RevisitState = (typeof REVISIT_STATES)[number];

export const STOPS_MAX = 40;
export const OBSERVATIONS_MAX = 500;
export const MANAGERS_MAX = 200;
export const PHOTOS_MAX = 6;
export const PHOTO_BYTES_MAX = 4 * 1024 ** 2;
/** The longer side of a kept photo, pixels: enough to see a lamp, and less than a face in a crowd needs. */
export const PHOTO_SIDE_MAX = 1600;

const WalkDay = z
  .strictObject({
    on: Day.nullable().describe('planned, or the day it was held; null: not yet decided'),
    held: z.boolean(),
  })
  .describe('when a part of a walk is planned, or was held');
export type WalkDay = z.infer<typeof WalkDay>;

const NewWalkStop = z.strictObject({
  stop_id: z.uuid().describe('made by whoever draws it; a stop keeps it'),
  name: plainLine(80).describe('what the place is called; may be empty'),
  geometry: MarkPoint,
});
export type NewWalkStop = z.infer<typeof NewWalkStop>;

/** A safety walk as it is planned. */
export const NewWalk = z.strictObject({
  name: plainLine(80).min(1),
  place: z.string().max(64).nullable().describe('slug of the place that it is about'),
  dates: z.strictObject({ briefing: WalkDay, walk: WalkDay, feedback: WalkDay, revisit: WalkDay }),
  taking_part: z
    .array(z.strictObject({ group: z.enum(WALK_GROUPS), n: z.number().int().min(1).max(10_000).describe('people') }))
    .max(WALK_GROUPS.length)
    .describe('groups and how many of each; no names'),
  notes: plainLines(4000).describe('for signed-in staff only; no names'),
  route: MarkLine.nullable().describe('GeoJSON, WGS 84; null until it is drawn'),
  stops: z.array(NewWalkStop).max(STOPS_MAX).describe('in the order they are come to'),
});
export type NewWalk = z.infer<typeof NewWalk>;

/** The same, of the version that was read. */
export const ChangedWalk = NewWalk.extend({
  version: z.number().int().min(1).describe('the version that was read before it was changed'),
});
export type ChangedWalk = z.infer<typeof ChangedWalk>;

const ReasonCode = z.string().max(64);
const ManagerCode = z.string().max(64).describe('code of whoever is responsible there: an organisation or a role');

/** What is seen at one stop. */
export const NewWalkObservation = z.strictObject({
  stop_id: z.uuid(),
  precision: z
    .enum(['point', 'segment', 'area'])
    .describe('whether it is of the stop itself, the stretch around it, or the whole place'),
  feeling: z.enum(FEELINGS),
  reasons: z.array(ReasonCode).max(20).describe('codes'),
  weightiest: ReasonCode.nullable().describe('one of the reasons'),
  times: z.array(z.enum(FLAG_TIMES)).max(FLAG_TIMES.length),
  strength: z.number().int().min(1).max(3).nullable().describe('1 somewhat, 2 clearly, 3 so that one avoids it'),
  manager: ManagerCode.nullable(),
  note: plainLines(600).describe('for signed-in staff only; no names'),
});
export type NewWalkObservation = z.infer<typeof NewWalkObservation>;

/** What becomes of an observation, of the version that was read. What isn't named stays. */
export const ChangedWalkObservation = NewWalkObservation.extend({
  status: z.enum(WALK_STATUSES),
  because: plainLine(300).describe('why it can’t be done; only then'),
  action_id: z.uuid().nullable().describe('the action that it was made into'),
})
  .partial()
  .extend({ version: z.number().int().min(1).describe('the version that was read before it was changed') });
export type ChangedWalkObservation = z.infer<typeof ChangedWalkObservation>;

export const WalkRevisit = z.strictObject({ state: z.enum(REVISIT_STATES), on: Day.describe('local day') });
export type WalkRevisit = z.infer<typeof WalkRevisit>;

/** The same, once it is kept. */
export const KeptRevisit = WalkRevisit.extend({
  organisation: z.string().describe('that looked; empty where nobody has an account'),
});
export type KeptRevisit = z.infer<typeof KeptRevisit>;

export const WalkPhoto = z.object({
  photo_id: z.uuid(),
  bytes: z.number().int().describe('of the picture as it is kept: JPEG, drawn anew'),
});
export type WalkPhoto = z.infer<typeof WalkPhoto>;

export const WalkObservation = NewWalkObservation.extend({
  observation_id: z.uuid(),
  version: z.number().int().describe('raised by every change of it; photos and revisits are none'),
  status: z.enum(WALK_STATUSES),
  because: z.string(),
  action_id: z.uuid().nullable(),
  revisits: z.array(KeptRevisit).describe('the earliest first: how it is now is the last of them'),
  photos: z.array(WalkPhoto),
});
export type WalkObservation = z.infer<typeof WalkObservation>;

const walkFacts = {
  walk_id: z.uuid(),
  demonstration: z.boolean().describe('made up'),
};

/** A walk among the others. */
export const WalkEntry = NewWalk.pick({ name: true, place: true, dates: true }).extend({
  ...walkFacts,
  stops: z.number().int().describe('how many'),
  observations: z.number().int().describe('how many'),
  open: z.number().int().describe('of them, those that aren’t done, and can be'),
});
export type WalkEntry = z.infer<typeof WalkEntry>;

/** A walk with all that was seen at it. */
export const Walk = ChangedWalk.extend({
  ...walkFacts,
  stops: z.array(NewWalkStop.extend({ cell: FlagCell.describe('the cell of 100 m that it lies in') })),
  observations: z.array(WalkObservation).describe('by the order of the stops'),
});
export type Walk = z.infer<typeof Walk>;

/** Who is responsible for what is seen: a department, a company, an authority. Never a person. */
export const WalkManager = z.object({
  code: z.string(),
  names: Names,
  used: z.number().int().describe('observations that name it'),
});
export type WalkManager = z.infer<typeof WalkManager>;

export const NewWalkManager = z.strictObject({
  name: plainLine(80).min(1).describe('an organisation or a role, never a person’s name'),
});
export type NewWalkManager = z.infer<typeof NewWalkManager>;
