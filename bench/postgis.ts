import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Store } from '@lagesbild/incidents';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { NoServer, provisionPostgis } from '../test/provision/postgis.ts';

/** A PostGIS server with a database of its own for the benches. */
export interface Postgis {
  client: pg.Client;
  /** for a process that connects itself */
  url: string;
  close(): Promise<void>;
}

/** @returns null where there is no server */
export async function openPostgis(): Promise<Postgis | null> {
  const server = await provisionPostgis().catch((error: unknown) => {
    if (error instanceof NoServer) return null;
    throw error;
  });
  if (server === null) return null;
  const database = `lagesbild_bench_${process.pid}`;
  const admin = new pg.Client(server.url);
  await admin.connect();
  await admin.query(`create database ${database}`);
  const url = new URL(server.url);
  url.pathname = `/${database}`;
  const client = new pg.Client(url.href);
  await client.connect();
  await client.query('create extension postgis');
  return {
    client,
    url: url.href,
    async close() {
      await client.end();
      await admin.query(`drop database ${database}`);
      await admin.end();
      server.stop();
    },
  };
}

/** Metres of Web Mercator to a unit of the engine's 2³² wide world. */
const HALF = Math.PI * 6_378_137;
export const METRES = (2 * HALF) / 2 ** 32;

/** The drawn rows as a table `point`, in the order PostGIS reads fastest: Hilbert, with a GiST index. */
export async function loadPoints({ client }: Postgis, store: Store): Promise<void> {
  const { drawn, columns } = store.parts();
  await client.query(`
    drop table if exists loaded, point;
    create unlogged table loaded (row integer, x float8, y float8, easting float8, northing float8, category smallint, day integer, hour smallint);
  `);
  function* lines(): Generator<string> {
    let text = '';
    for (let k = 0; k < drawn.row.length; k++) {
      const i = drawn.row[k]!;
      const hour = drawn.hour[k]!;
      const place = `${drawn.x[k]! * METRES - HALF}\t${HALF - drawn.y[k]! * METRES}\t${columns.x[i]! / 100}\t${columns.y[i]! / 100}`;
      text += `${columns.row[i]}\t${place}\t${columns.category[i]}\t${drawn.day[k]}\t${hour < 168 ? hour % 24 : '\\N'}\n`;
      if (text.length > 65_536) {
        yield text;
        text = '';
      }
    }
    yield text;
  }
  await pipeline(Readable.from(lines()), client.query(copyFrom('copy loaded from stdin')));
  await client.query(`
    create unlogged table point as
      select row, category, day, hour, st_setsrid(st_makepoint(x, y), 3857) as geom,
        st_setsrid(st_makepoint(easting, northing), 3006) as metric
      from loaded order by st_setsrid(st_makepoint(x, y), 3857);
    create index on point using gist (geom);
    create index on point using gist (metric);
    drop table loaded
  `);
  await client.query('vacuum analyze point');
}
