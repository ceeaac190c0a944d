import { z } from 'zod';
import { Day } from './filter.ts';
import { plainLine, plainLines } from './plain-text.ts';

/** Zones of a plan, corners of one zone, and of all of a plan's. */
export const ZONES_MAX = 100;
export const ZONE_CORNERS_MAX = 5_000;
export const ZONE_RINGS_MAX = 50;
export const PLAN_CORNERS_MAX = 20_000;

const Position = z
  .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
  .describe('degrees east and north');
const Ring = z.array(Position).min(4).max(ZONE_CORNERS_MAX);

/** Polygons with holes, in degrees: the first ring of each is its outside. Edges are straight in the area's own CRS. */
export const ZoneOutline = z
  .strictObject({
    type: z.literal('MultiPolygon'),
    coordinates: z
      .array(z.array(Ring).min(1).max(ZONE_RINGS_MAX))
      .min(1)
      .max(ZONE_RINGS_MAX)
      .describe('degrees east and north'),
  })
  .describe('GeoJSON MultiPolygon, WGS 84');
export type ZoneOutline = z.infer<typeof ZoneOutline>;

/** How a zone came to be. */
export const ZONE_ORIGINS = ['drawn', 'hot_spot', 'place', 'file', 'proposal'] as const;
export const ZoneOrigin = z.enum(ZONE_ORIGINS);
export type ZoneOrigin = z.infer<typeof ZoneOrigin>;

/** A patrol zone (närvaroområde). Whoever draws it gives it its number, and it keeps it through the versions of its plan. */
export const Zone = z.strictObject({
  zone_id: z.uuid({ version: 'v4' }),
  name: plainLine(80).min(1).describe('once in a plan'),
  outline: ZoneOutline,
  origin: ZoneOrigin,
  why: plainLines(400).describe('the reason for it, in words'),
});
export type Zone = z.infer<typeof Zone>;

const Zones = z.array(Zone).max(ZONES_MAX);
const Note = plainLine(200).describe('what was changed, in words');
const PlanName = plainLine(80).min(1);
const VersionNumber = z.number().int().min(1).describe('from 1');

export const NewZonePlan = z.strictObject({ name: PlanName, zones: Zones, note: Note });
export type NewZonePlan = z.infer<typeof NewZonePlan>;

export const RenamedZonePlan = NewZonePlan.pick({ name: true });

/** All zones of the next version. */
export const SavedZones = z.strictObject({
  based_on: VersionNumber.describe(
    'the newest version when the change was begun; another one since is answered with 409',
  ),
  zones: Zones,
  note: Note,
});
export type SavedZones = z.infer<typeof SavedZones>;

/** Which version becomes the one that visits are planned for. */
export const PublishedZones = z.strictObject({ version: VersionNumber.describe('that was read') });

/** A version without its zones. */
export const ZonePlanVersion = z.object({
  version: VersionNumber.describe('from 1'),
  based_on: VersionNumber.nullable().describe('the version it was made from'),
  saved_on: Day,
  saved_by: z.string().describe('organisation and role'),
  note: z.string(),
  zones: z.number().int().describe('how many'),
});
export type ZonePlanVersion = z.infer<typeof ZonePlanVersion>;

/** A plan as the list of plans has it. */
export const ZonePlanEntry = z.object({
  plan_id: z.uuid(),
  name: z.string(),
  created_on: Day,
  published_version: VersionNumber.nullable().describe('null: a draft'),
  demonstration: z.boolean().describe('made up'),
  newest: ZonePlanVersion,
});
export type ZonePlanEntry = z.infer<typeof ZonePlanEntry>;

/** A plan with the zones of one version. */
export const ZonePlan = ZonePlanEntry.extend({ shown: ZonePlanVersion, zones: z.array(Zone) });
export type ZonePlan = z.infer<typeof ZonePlan>;

const SquareMetres = z.number().describe('m² in the area’s CRS');
/** What became of one zone between two versions. Those that nothing became of aren’t listed. */
export const ZoneChange = z.object({
  zone_id: z.uuid(),
  change: z.enum(['added', 'removed', 'changed']),
  name_before: z.string().nullable().describe('null: added'),
  name_after: z.string().nullable().describe('null: removed'),
  area_before_m2: SquareMetres.nullable(),
  area_after_m2: SquareMetres.nullable(),
  gained_m2: SquareMetres.describe('m² that are in the later one only'),
  lost_m2: SquareMetres.describe('m² that are in the earlier one only'),
});
export type ZoneChange = z.infer<typeof ZoneChange>;

export const ZoneChanges = z.object({ from: VersionNumber, to: VersionNumber, changes: z.array(ZoneChange) });
export type ZoneChanges = z.infer<typeof ZoneChanges>;

/** Polygons that a file held, as zones that nobody has saved. */
export const ReadZones = z.object({
  file: z.string(),
  format: z.enum(['geojson', 'gpx', 'kml', 'shapefile', 'geopackage']),
  zones: z.array(Zone),
  left_out: z.number().int().describe('features that are no polygons: points, and lines that don’t close'),
});
export type ReadZones = z.infer<typeof ReadZones>;

export const BUFFER_MAX_M = 2_000;
/** What a zone is to be drawn around. */
export const ZoneBuffer = z.strictObject({
  around: z.union([
    z.strictObject({ place: z.string().max(64).describe('slug of a place') }),
    z.strictObject({ point: Position.describe('degrees east and north') }),
  ]),
  distance_m: z.number().min(1).max(BUFFER_MAX_M).describe('metres'),
});
export type ZoneBuffer = z.infer<typeof ZoneBuffer>;

export const BufferedZone = z.object({ outline: ZoneOutline, area_m2: SquareMetres });
export type BufferedZone = z.infer<typeof BufferedZone>;

/** A permit for ordningsvakter lasts at most so many years: lag (2023:421). */
export const PERMIT_YEARS_MAX = 3;
export const WEEK_HOURS = 168;

/** Where and when ordningsvakter may serve, by a decision of the Police Authority. */
export const NewPermitArea = z.strictObject({
  name: plainLine(80).min(1),
  decision: plainLine(120).min(1).describe('number of the decision'),
  outline: ZoneOutline,
  hours: z
    .string()
    .regex(/^[01]{168}$/)
    .regex(/1/)
    .describe('a digit per hour of the week, Monday 00 first; 1: they may serve'),
  valid_from: Day.describe('first day'),
  valid_to: Day.describe('last day, at most three years later'),
});
export type NewPermitArea = z.infer<typeof NewPermitArea>;

export const PermitArea = NewPermitArea.extend({
  permit_id: z.uuid(),
  version: VersionNumber.describe('raised by every change'),
});
export type PermitArea = z.infer<typeof PermitArea>;

/** Whether a permit is changed or removed although planned visits lose their ground by it. */
const Anyway = z
  .boolean()
  .default(false)
  .describe(
    'true: also if planned visits of ordningsvakter lose their ground; false: that is refused, and says how many',
  );

/** The same, of the version that was changed. */
export const ChangedPermitArea = NewPermitArea.extend({
  version: VersionNumber.describe('that was read'),
  anyway: Anyway,
});
export type ChangedPermitArea = z.infer<typeof ChangedPermitArea>;
