import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createProjectionGrid, encodeColumns, POINT_ZOOM, Store } from '@lagesbild/incidents';
import Fastify from 'fastify';
import pg from 'pg';
import proj4 from 'proj4';
import type { People } from '../apps/api/src/account/people.ts';
import { buildApp } from '../apps/api/src/app.ts';
import { readConfig } from '../apps/api/src/config.ts';
import type { Database } from '../apps/api/src/db/database.ts';
import { HeldIncidents } from '../apps/api/src/incident/held.ts';
import type { Loaded } from '../apps/api/src/incident/load-worker.ts';
import { packTile } from '../apps/api/src/incident/packed-tile.ts';
import { Threads } from '../apps/api/src/incident/threads.ts';
import { countyColumns } from './county.ts';
import { CELLS, POINTS } from './tiles.ts';

const POOL = 4;
const FILTER = 'and day between $4 and $5 and hour between $6 and $7 and category = any (cast($8 as smallint[]))';

/**
 * A process of its own for each side of the HTTP bench: `ours SIZE`, or `rival URL` (fastify + ST_AsMVT, a pool of four;
 * and `/nothing`, for what HTTP itself costs).
 * Says its port; and when asked the processor time it has used, its event loop's delay, and its database's processes.
 */
const [side, argument] = process.argv.slice(2);
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const backends: number[] = [];
process.on('message', ({ anew }: { anew: boolean }) => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu_ms: (user + system) / 1000, delay_ms: delay.percentile(99) / 1e6, backends });
  if (anew) delay.reset();
});
const app = await (side === 'ours' ? ours(Number(argument)) : rival(argument!));
await app.listen({ host: '127.0.0.1', port: 0 });
process.send?.({ port: (app.server.address() as { port: number }).port });

async function ours(size: number) {
  const columns = countyColumns(size);
  const allocate = (bytes: number): SharedArrayBuffer => new SharedArrayBuffer(bytes);
  const { inverse } = proj4('WGS84', columns.proj4);
  const toMercator = createProjectionGrid((x, y) => inverse([x / 100, y / 100]) as [number, number]);
  const shared = structuredClone(columns);
  for (const [name, value] of Object.entries(columns))
    if (ArrayBuffer.isView(value)) Object.assign(shared, { [name]: inSharedMemory(value as Int32Array | Uint8Array) });
  const bounds: [number, number, number, number] = [17.2, 59.1, 18.8, 59.9];
  const held = new HeldIncidents({
    area: {
      ...{
        municipality_id: 1,
        slug: 'county',
        time_zone: 'Europe/Stockholm',
        srid: 3006,
        proj4: columns.proj4,
        version: 1,
      },
      outline: { type: 'MultiPolygon', coordinates: [] },
      ...{ categories: [...columns.categories], harm: {}, bounds, bounds_m: [0, 0, 1, 1], polygons: [] },
    },
    parts: Store.build(shared, { polygons: new Map(), toMercator, allocate }).parts(),
    encoded: encodeColumns(columns),
    fingerprint: 'bench',
    ...{ reader: 0, blocks_kept: 0, rows_read: size, before: {} as Loaded['before'] }, // never loaded on from
    timings: { read_ms: 0, build_ms: 0, encode_ms: 0 },
  });
  const threads = new Threads();
  return buildApp({
    config: readConfig({ LOG_LEVEL: 'silent', PORT: '0' }),
    database: { close: async () => {}, standstill: { now: null } } as unknown as Database,
    people: {
      withToken: async () => null,
      installation: async () => ({ claimed: false, demonstration: false }),
      forget: () => {},
    } as unknown as People,
    incidents: {
      of: async () => held,
      freshOf: async () => held,
      renewed: async () => {},
      ask: (asked, question) => threads.ask(asked, question),
      close: () => threads.close(),
    },
  });
}

function inSharedMemory<T extends Int32Array | Uint8Array>(from: T): T {
  const to = new (from.constructor as new (buffer: SharedArrayBuffer) => T)(new SharedArrayBuffer(from.byteLength));
  to.set(from);
  return to;
}

async function rival(url: string) {
  const pool = new pg.Pool({ connectionString: url, max: POOL });
  const connected = await Promise.all(
    Array.from({ length: POOL }, () => pool.query<{ pid: number }>('select pg_backend_pid() as pid, pg_sleep(0.2)')),
  );
  backends.push(...connected.map(({ rows }) => rows[0]!.pid));
  const app = Fastify();
  app.get<{
    Params: Record<'z' | 'x' | 'y', string>;
    Querystring: Record<'from' | 'to' | 'hours' | 'categories', string>;
  }>('/:z/:x/:y', async (request, reply) => {
    const { z, x, y } = request.params;
    const { from, to, hours, categories } = request.query;
    const values = [z, x, y, from, to, ...hours.split(','), categories.split(',')];
    const [name, sql] = Number(z) < POINT_ZOOM ? ['cells', CELLS] : ['points', POINTS];
    const { rows } = await pool.query<{ bytes: Buffer }>({ name, text: sql(FILTER), values });
    reply.type('application/vnd.mapbox-vector-tile');
    const { bytes } = rows[0]!;
    const packed = packTile(bytes);
    return packed === bytes ? bytes : reply.header('content-encoding', 'gzip').send(packed);
  });
  app.get('/nothing', async (_request, reply) =>
    reply.type('application/vnd.mapbox-vector-tile').send(Buffer.alloc(0)),
  );
  return app;
}
