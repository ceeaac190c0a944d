import { type Mapping, type NewArea, plainLineOf } from '@lagesbild/contract';
import lookUpTimeZone from '@photostructure/tz-lookup';
import type { KnownArea } from './area.ts';
import { nameArea, slugFor } from './area-name.ts';
import { comparable } from './category.ts';
import { withoutNote } from './count.ts';
import { type Bulk, createExtent } from './extent.ts';
import type { GuessContext } from './guess.ts';
import { createNormaliser } from './normaliser.ts';
import { createUnprojection, isKnownSystem, utmZone } from './projection.ts';
import type { SourceFile } from './source-file.ts';
import type { SridGuess } from './srid-guess.ts';

export interface Where {
  municipality: string | null;
  newArea: NewArea | null;
  /** The known area that holds some of the rows, and its share, when it doesn't hold half. */
  partly: { area: KnownArea; share: number } | null;
  /** Nothing in the file says for certain where it belongs; `municipality` is then a suggestion. */
  unknown: boolean;
}

/** Below this share of the rows a known area isn't worth asking about. */
const WORTH_ASKING = 0.02;

/**
 * Which area do the rows belong to? The known one that holds at least half of the sample; else a new one, outlined
 * from every row of the file. Without coordinates: the only area there is, or the person says.
 */
export async function whereTo(
  file: SourceFile,
  mapping: Mapping,
  place: SridGuess,
  context: GuessContext,
): Promise<Where> {
  const none: Where = { municipality: null, newArea: null, partly: null, unknown: false };
  // Until somebody says what the numbers are, they lie nowhere, and where isn't worth asking.
  if (!isKnownSystem(mapping)) return none;
  if (place.area && place.share >= 0.5) return { ...none, municipality: place.area.slug };
  if (mapping.columns.x === undefined) {
    const [only, ...others] = context.areas;
    if (only && others.length === 0) return { ...none, municipality: only.slug };
    return { ...none, municipality: namedIn(file, mapping, context.areas)?.slug ?? null, unknown: true };
  }
  const bulk = await findBulk(file, mapping, context);
  if (!bulk) return { ...none, unknown: true };
  const partly = place.area && place.share >= WORTH_ASKING ? { area: place.area, share: place.share } : null;
  return { ...none, newArea: proposeArea(file, mapping, bulk, context), partly };
}

/** The known area whose name stands among the areas that a table counts: its neighbours are there to compare with. */
function namedIn(file: SourceFile, { columns }: Mapping, areas: readonly KnownArea[]): KnownArea | undefined {
  const at = file.headers.indexOf(columns.area_name ?? '');
  const plain = (name: string): string => comparable(withoutNote(name).replace(/^\d+\s+/, '')).replace(/ kommun$/, '');
  const names = new Set(at === -1 ? [] : file.sample.map(({ values }) => plain(values[at] ?? '')));
  return areas.find((area) => names.has(plain(area.names.sv)));
}

async function findBulk(file: SourceFile, mapping: Mapping, context: GuessContext): Promise<Bulk | null> {
  const { headers } = file;
  const normalise = createNormaliser(mapping, { headers, area: null, categoryMapping: context.categoryMapping });
  const located = file.sample.map(normalise).filter((outcome) => outcome.kind === 'incident' && outcome.lat !== null);
  const lats = located.map((outcome) => (outcome.kind === 'incident' ? (outcome.lat as number) : 0));
  const extent = createExtent(lats.sort((a, b) => a - b)[lats.length >> 1] ?? 0);
  for await (const batch of file.rows()) {
    for (const row of batch) {
      const outcome = normalise(row);
      if (outcome.kind !== 'incident' || outcome.lon === null || outcome.lat === null) continue;
      extent.add(outcome.lon, outcome.lat);
    }
  }
  return extent.bulk();
}

function proposeArea(file: SourceFile, mapping: Mapping, bulk: Bulk, context: GuessContext): NewArea {
  const name = plainLineOf(nameArea(file), 200);
  const time_zone = zoneOf(bulk.lon, bulk.lat) ?? mapping.time_zone;
  return {
    slug: slugFor(
      name,
      context.areas.map((area) => area.slug),
    ),
    names: { sv: name },
    time_zone,
    // Sweden has one national grid; elsewhere the UTM zone is known to every database.
    srid: time_zone === 'Europe/Stockholm' ? 3006 : utmZone(bulk.lon, bulk.lat),
    outline: { type: 'MultiPolygon', coordinates: bulk.outline },
  };
}

/** The zone at the middle of the sample, when its coordinates can be read. */
export function timeZoneAt(place: SridGuess, pairs: readonly (readonly [number, number])[]): string | null {
  if (!isKnownSystem(place)) return null;
  const unprojection = createUnprojection(place);
  const lons: number[] = [];
  const lats: number[] = [];
  for (const [a, b] of pairs) {
    if (!(place.axes === 'xy' ? unprojection.locate(a, b) : unprojection.locate(b, a))) continue;
    lons.push(unprojection.lon);
    lats.push(unprojection.lat);
  }
  if (lons.length === 0) return null;
  const middle = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] as number;
  return zoneOf(middle(lons), middle(lats));
}

function zoneOf(lon: number, lat: number): string | null {
  try {
    return lookUpTimeZone(lat, lon);
  } catch {
    return null;
  }
}
