import type { GeocodeFound } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';
import { fetchFrom } from '../outgoing.ts';
import { Allowances, type Rate } from '../rate-limit.ts';
import type { FlagArea } from './area.ts';

/** Of all who look in an area together: nobody is told from anybody else, and the service isn't flooded. */
const LOOKS: Rate = { burst: 30, a_second: 2 };
const TIMEOUT_MS = 5000;
const LARGEST_BYTES = 512 * 1024;
const FOUND_MAX = 8;
const READ_MAX = 50;
const NAME_MAX = 120;
/** What services call the name of what they found, in the order they are looked for. */
const NAME_FIELDS = ['display_name', 'label', 'name', 'namn', 'adress', 'address'];

interface Spot {
  name: string;
  lon: number;
  lat: number;
}

// in: municipality_id, srid, lon, lat; out: the cells of those inside the area; order: as they came
const CELLS = `
  select cast(s.no as integer) as no, cast(floor(st_x(m.at) / 100) as integer) as x, cast(floor(st_y(m.at) / 100) as integer) as y
  from flag.area a,
    unnest(cast(:lon as double precision[]), cast(:lat as double precision[])) with ordinality as s (lon, lat, no)
  cross join lateral (select st_setsrid(st_point(s.lon, s.lat), 4326) as spot offset 0) p
  cross join lateral (select st_transform(p.spot, cast(:srid as integer)) as at offset 0) m
  where a.municipality_id = :municipality_id and st_covers(a.outline, p.spot)
  order by s.no`;

/**
 * Looks for what somebody typed in the service that the operator has set. It is sent the text and nothing else: no address, no
 * language, no header of whoever typed it. What comes back is cut to cells of 100 m within the area.
 */
export class Geocoder {
  readonly #looks: Allowances;

  /** @param now milliseconds; a parameter so that a test needn't wait */
  constructor(now: () => number = Date.now) {
    this.#looks = new Allowances(now);
  }

  /** @throws {ProblemError} geocoder_off, geocoder_wait, geocoder_silent */
  async find(
    ask: <T>(question: (trx: Knex.Transaction) => Promise<T>) => Promise<T>,
    { municipality_id, srid, slug, geocoder, geocoder_nearby }: FlagArea,
    text: string,
  ): Promise<GeocodeFound> {
    if (geocoder === null) throw new ProblemError('geocoder_off', { slug });
    const seconds = this.#looks.wait(`${municipality_id}`, LOOKS);
    if (seconds > 0) throw new ProblemError('geocoder_wait', { seconds }, { 'retry-after': String(seconds) });
    this.#looks.spend(`${municipality_id}`, LOOKS);
    const spots = await spotsOf(geocoder.replaceAll('{text}', encodeURIComponent(text)), geocoder_nearby);
    if (spots.length === 0) return { found: [] };
    const [lon, lat] = [spots.map((spot) => spot.lon), spots.map((spot) => spot.lat)];
    const { rows } = await ask((trx) =>
      trx.raw<{ rows: { no: number; x: number; y: number }[] }>(CELLS, { municipality_id, srid, lon, lat } as never),
    );
    const found = rows.map(({ no, x, y }) => ({ name: spots[no - 1]!.name, cell: { x, y } }));
    const isFirst = ({ name, cell }: (typeof found)[number], at: number): boolean =>
      found.findIndex((one) => one.name === name && one.cell.x === cell.x && one.cell.y === cell.y) === at;
    return { found: found.filter(isFirst).slice(0, FOUND_MAX) };
  }
}

/** Why it didn't answer is the operator's to find out: the reason would hold what was typed. */
const silent = (): ProblemError => new ProblemError('geocoder_silent', {}, { 'retry-after': '60' });

async function spotsOf(address: string, trusted: boolean): Promise<Spot[]> {
  const answer = await fetchFrom(address, {
    headers: { accept: 'application/geo+json, application/json', 'user-agent': 'Lagesbild' },
    ...{ timeout_ms: TIMEOUT_MS, largest_bytes: LARGEST_BYTES, trusted },
  }).catch(() => {
    throw silent();
  });
  if (answer.status !== 200) throw silent();
  return readSpots(answer.body.toString('utf8'));
}

/** Points with a name in a GeoJSON collection. @throws {ProblemError} geocoder_silent when it is none */
function readSpots(body: string): Spot[] {
  let features: unknown;
  try {
    ({ features } = JSON.parse(body) as { features?: unknown });
  } catch {
    throw silent();
  }
  if (!Array.isArray(features)) throw silent();
  return features.slice(0, READ_MAX).flatMap((feature) => {
    const { properties, geometry } = (feature ?? {}) as {
      properties?: Record<string, unknown> | null;
      geometry?: { type?: unknown; coordinates?: unknown } | null;
    };
    const [lon, lat] = geometry?.type === 'Point' && Array.isArray(geometry.coordinates) ? geometry.coordinates : [];
    const named = NAME_FIELDS.map((field) => properties?.[field]).find((one) => typeof one === 'string');
    const name = ((named as string | undefined) ?? '')
      .replace(/[\p{C}\s]+/gu, ' ')
      .trim()
      .slice(0, NAME_MAX);
    const isSpot = isDegrees(lon, 180) && isDegrees(lat, 90) && name !== '';
    return isSpot ? [{ name, lon, lat }] : [];
  });
}

const isDegrees = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= most;
