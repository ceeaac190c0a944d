import { readFileSync, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Health, Installation, Municipality, Session } from '@lagesbild/contract';
import { buildColumns, type Columns, encodeColumns, NO_DAY, NO_REPORT } from '@lagesbild/incidents';
import proj4 from 'proj4';

const ROOT = join(import.meta.dirname, '..');
const DIST = join(ROOT, 'apps/web/dist');
const SHIPPED = join(ROOT, 'apps/api/src/municipality/shipped');
const PROJ4 = '+proj=utm +zone=33 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs +type=crs';
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

/** Where incidents gather in the made-up Sigtuna, [lon, lat, spread in metres, share]. */
const CENTRES = [
  [17.8277, 59.615, 160, 0.14],
  [17.8567, 59.6192, 170, 0.16],
  [17.8603, 59.6283, 150, 0.14],
  [17.8402, 59.6198, 700, 0.2],
  [17.7237, 59.6173, 500, 0.08],
  [17.8846, 59.5762, 400, 0.06],
  [17.929, 59.6506, 600, 0.1],
  [17.842, 59.624, 5000, 0.12],
] as const;
const FIRST_DAY = 19358; // 2023-01-01
const DAYS = 1420; // … 2026-11-20

/** xorshift32: the same numbers on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Made-up incidents round the places of Sigtuna: evenings and weekends, addresses shared as real ones are. */
export function stageColumns(count: number, dataVersion = 1, seed = 191): Columns {
  const random = randomFrom(seed);
  const gauss = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const { forward } = proj4('EPSG:4326', PROJ4);
  const categories = (json(join(SHIPPED, 'categories.json')) as { code: string }[]).map(({ code }) => code);
  const middles = CENTRES.map(([lon, lat]) => forward([lon, lat]) as [number, number]);
  const addresses = Math.max(200, Math.round(count / 6));
  const addressX = new Int32Array(addresses);
  const addressY = new Int32Array(addresses);
  for (let i = 0; i < addresses; i++) {
    let u = random();
    const centre = CENTRES.findIndex(([, , , share]) => (u -= share) < 0);
    const at = centre < 0 ? 3 : centre;
    addressX[i] = Math.round((middles[at]![0] + gauss() * CENTRES[at]![2]) * 100);
    addressY[i] = Math.round((middles[at]![1] + gauss() * CENTRES[at]![2]) * 100);
  }
  const int = (): Int32Array => new Int32Array(count);
  const byte = (): Uint8Array => new Uint8Array(count);
  const [x, y, minute, duration_min, row] = [int(), int(), int(), int(), int()];
  const [time_precision, precision, discovery, category] = [byte(), byte(), byte(), byte()];
  for (let i = 0; i < count; i++) {
    const address = Math.floor(random() ** 1.6 * addresses);
    x[i] = addressX[address]!;
    y[i] = addressY[address]!;
    const evening = random() < 0.55 ? 20 + gauss() * 3 : random() * 24;
    minute[i] = (FIRST_DAY + Math.floor(random() * DAYS)) * 1440 + Math.floor((((evening % 24) + 24) % 24) * 60);
    duration_min[i] = random() < 0.3 ? Math.floor(random() * 600) : 0;
    row[i] = i + 1;
    time_precision[i] = random() < 0.9 ? 0 : 2;
    const u = random();
    precision[i] = u < 0.9 ? 0 : u < 0.96 ? 1 : 3;
    discovery[i] = random() < 0.8 ? 0 : random() < 0.5 ? 2 : 3;
    category[i] = Math.floor(random() ** 2 * categories.length);
  }
  const rows = {
    ...{ x, y, minute, duration_min, row, time_precision, precision, discovery, category },
    unit: byte(),
    registered: int().fill(NO_DAY),
    report: int().fill(NO_REPORT),
  };
  return buildColumns(rows, { dataVersion, srid: 3006, proj4: PROJ4, categories });
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.geojson': 'application/geo+json',
};
/** As the api's own pages have it. */
const POLICY =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'";

export interface Stage {
  url: string;
  /** Answers the page may be put to: broken files and a server that is gone. */
  trouble: 'none' | 'gone' | 'truncated' | 'refused';
  /** Other rows, as the next data version. */
  change(columns: Columns): void;
  close(): Promise<void>;
}

/** The built page over made-up incidents, without a database: what a browser bench or a look at the map needs. */
export async function openStage(first: Columns, port = 0): Promise<Stage> {
  let columns = first;
  let pieces = encodeColumns(columns);
  const places = json(join(SHIPPED, 'sigtuna-places.geojson'));
  const outline = json(join(SHIPPED, 'sigtuna-outline.geojson')).features[0];
  const shipped = json(join(SHIPPED, 'sigtuna.json'));
  const categories = json(join(SHIPPED, 'categories.json')).map((category: object, position: number) => ({
    ...category,
    position,
  }));
  const stage: Stage = {
    url: '',
    trouble: 'none',
    change: (next) => {
      columns = next;
      pieces = encodeColumns(next);
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  const day = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);
  const municipality = (): Municipality => ({
    municipality_id: 1,
    slug: 'sigtuna',
    code: '0191',
    names: shipped.names,
    time_zone: 'Europe/Stockholm',
    srid: 3006,
    proj4: PROJ4,
    outline: outline.geometry,
    outline_source: outline.properties.source,
    bounds: [17.582, 59.509, 18.138, 59.735],
    data: {
      version: columns.dataVersion,
      incidents: columns.count,
      first_day: day(FIRST_DAY),
      last_day: day(FIRST_DAY + DAYS - 1),
      monthly: false,
      demonstration: true,
    },
    categories,
    sources: [
      {
        source_id: 1,
        slug: 'demonstration',
        name: 'Demonstration',
        kind: 'demonstration',
        licence: null,
        enabled: true,
        incidents: columns.count,
        area_counts: 0,
      },
    ],
    agreements: shipped.agreements,
  });
  const may = Object.fromEntries(
    ['see_area', 'see_incidents', 'see_gaps', 'see_zones', 'draw_zones'].map((permission) => [permission, null]),
  );
  const installation = (): Installation => ({
    version: '0',
    default_municipality: 'sigtuna',
    municipalities: [{ slug: 'sigtuna', names: shipped.names, incidents: columns.count, demonstration: true }],
    basemap: { kind: 'sketch', url: null, attribution: null },
    languages: ['sv', 'en', 'ar'],
  });
  const answers: Record<string, () => unknown> = {
    '/api/session': (): Session => ({
      ...{ standing: 'at_machine', claimed: false, demonstration: true, account: null, may },
      roles: [{ role: 'administrator', municipality: null }],
      sign_in: { possible: true, address: null, passkeys: false, sso: null },
    }),
    '/api/health': (): Health => ({
      ...{ status: 'ok', version: '0', writes: 'ok', engine: null, backup: null },
      data_versions: { sigtuna: columns.dataVersion },
    }),
    '/api/sigtuna/zone-plans': () => [],
    '/api/sigtuna/permit-areas': () => [],
    '/api/installation': installation,
    '/api/sigtuna': municipality,
    '/api/sigtuna/places': () => places,
  };

  const sendColumns = (response: ServerResponse, known: string | undefined): void => {
    const etag = `"stage-${columns.dataVersion}"`;
    if (stage.trouble === 'gone') {
      response.destroy();
      return;
    }
    if (stage.trouble === 'refused') {
      const problem = { type: 'urn:lagesbild:problem:starting', code: 'starting', title: 'Startar', status: 503 };
      response.writeHead(503, { 'Content-Type': 'application/problem+json' });
      response.end(JSON.stringify({ ...problem, detail: 'Databasen öppnas. Försök igen om en stund.' }));
      return;
    }
    if (known === etag) {
      response.writeHead(304, { ETag: etag });
      response.end();
      return;
    }
    response.writeHead(200, {
      'Content-Type': 'application/vnd.lagesbild.columns',
      'X-Rows': String(columns.count),
      ETag: etag,
    });
    const sent = stage.trouble === 'truncated' ? pieces.slice(0, -1) : pieces;
    for (const piece of sent) response.write(piece);
    response.end();
  };

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://stage');
    if (pathname === '/api/sigtuna/incidents/columns') {
      sendColumns(response, request.headers['if-none-match']);
      return;
    }
    const answer = answers[pathname];
    if (answer !== undefined) {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(answer()));
      return;
    }
    if (pathname.startsWith('/api/')) {
      response.writeHead(404, { 'Content-Type': 'application/json' });
      response.end('{}');
      return;
    }
    const asked = join(DIST, pathname);
    const file = asked.startsWith(DIST) && extname(asked) !== '' ? asked : join(DIST, 'staff.html');
    const found = statSync(file, { throwIfNoEntry: false })?.isFile() === true;
    response.writeHead(found ? 200 : 404, {
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      'Content-Security-Policy': POLICY,
    });
    response.end(found ? readFileSync(file) : '');
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  stage.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return stage;
}
