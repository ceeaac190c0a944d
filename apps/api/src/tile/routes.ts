import { gunzipSync } from 'node:zlib';
import { POINT_ZOOM, ZOOM_MAX } from '@lagesbild/incidents';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { etagOf, isUnchanged } from '../conditional.ts';
import { ProblemError } from '../errors.ts';
import { queryOf, readFilter } from '../filter-query.ts';
import type { CheckedFilter, HeldIncidents } from '../incident/held.ts';
import { isPacked, packTile } from '../incident/packed-tile.ts';
import { FilterQuery, VERSION_PARAMETER } from '../incident/query-schema.ts';
import type { Incidents } from '../incident/store.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import './sentences.ts';
import { TileJson, tileJson } from './tile-json.ts';

export interface TileOptions extends RoomOptions {
  incidents: Incidents;
}

const KEPT_BYTES = 128 * 1024 * 1024;
/** What a kept tile takes beside its bytes: its key, its buffer's object. */
const OVERHEAD_BYTES = 400;
/** Addresses whose filter is remembered, a kilobyte or so each. */
const READ_KEPT = 2000;

/** Vector tiles of the incidents under a filter, and the TileJSON that tells a map client about them. */
export async function tileRoom(app: RoomApp, { config, incidents }: TileOptions): Promise<void> {
  const kept = new LRUCache<string, Uint8Array>({
    maxSize: KEPT_BYTES,
    sizeCalculation: (tile) => tile.length + OVERHEAD_BYTES,
  });
  /** Tiles being made: the same question twice in a moment is answered once. */
  const coming = new Map<string, Promise<Uint8Array>>();

  /** A view asks for a score of tiles under one filter: what its address says is read once. */
  const read = new LRUCache<string, CheckedFilter>({ max: READ_KEPT });
  const filterOf = (request: FastifyRequest, held: HeldIncidents): CheckedFilter => {
    const at = request.url.indexOf('?');
    const asked = `${held.key} ${at < 0 ? '' : request.url.slice(at)}`;
    let checked = read.get(asked);
    if (checked === undefined) read.set(asked, (checked = held.check(readFilter(queryOf(request), ['v']))));
    return checked;
  };

  app.get(
    '/tiles/:municipality/incidents/:z/:x/:y.mvt',
    {
      compress: false,
      // The schema describes; everything is checked below, in words. Asking zod too would take as long as a small tile.
      validatorCompiler: () => () => true,
      schema: {
        tags: ['tiles'],
        summary: 'A vector tile of the incidents under a filter',
        description:
          `Mapbox Vector Tile 2. From zoom ${POINT_ZOOM} a layer \`incidents\` of points (id = incident_id; category, day, ` +
          'hour; n where many share a pixel), below it a layer `cells` of counts (n) in a 128 × 128 grid. Buffer 0. ' +
          'A tile without incidents has no bytes.',
        params: z.object({
          municipality: z.string(),
          z: z.string().meta({ type: 'integer', minimum: 0, maximum: ZOOM_MAX }),
          x: z.string().meta({ type: 'integer', minimum: 0 }),
          y: z.string().meta({ type: 'integer', minimum: 0 }),
        }),
        querystring: FilterQuery.extend(VERSION_PARAMETER),
        response: {
          200: { content: { 'application/vnd.mapbox-vector-tile': { schema: z.string().meta({ format: 'binary' }) } } },
          304: z.undefined().describe('unchanged'),
        },
      },
    },
    async (request, reply) => {
      const { municipality } = request.params;
      const [zoom, x, y] = placeOf(request.params);
      const held = await incidents.of(municipality, request.person);
      const checked = filterOf(request, held);
      const name = `${held.key}/${zoom}/${x}/${y}?${checked.text}`;
      if (isUnchanged(request, reply, etagOf(name))) return reply.code(304).send();
      const tile = kept.get(name);
      if (tile !== undefined) return sendTile(tile, request, reply);
      const quick = held.quickTile(checked, zoom, x, y);
      if (quick !== null) return sendTile(packTile(quick), request, reply);
      let made = coming.get(name);
      if (made === undefined) {
        made = incidents.ask<Uint8Array>(held, { kind: 'tile', filter: checked.text, z: zoom, x, y });
        coming.set(name, made);
        made
          .then((bytes) => kept.set(name, bytes))
          .catch(() => {})
          .finally(() => coming.delete(name));
      }
      return sendTile(await made, request, reply);
    },
  );

  app.get(
    '/tiles/:municipality/incidents.json',
    {
      schema: {
        tags: ['tiles'],
        summary: 'TileJSON 3.0 of the same tiles, with the filter in their address',
        description: 'For any client of vector tiles: which zooms, which layers, which fields.',
        params: z.object({ municipality: z.string() }),
        querystring: FilterQuery,
        response: { 200: TileJson },
      },
    },
    async (request, reply) => {
      const query = queryOf(request);
      const filter = readFilter(query);
      const held = await incidents.of(request.params.municipality, request.person);
      const { text } = held.check(filter);
      reply.header('cache-control', 'private, no-cache');
      return tileJson(held.area, config.public_url ?? `http://${request.host}`, text);
    },
  );
}

function placeOf(params: { z: string; x: string; y: string }): [number, number, number] {
  const [zoom, x, y] = [params.z, params.x, params.y].map((text) =>
    /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN,
  );
  if (!(zoom! <= ZOOM_MAX)) throw new ProblemError('zoom_unusable', { value: params.z, max: ZOOM_MAX });
  const side = 2 ** zoom!;
  for (const [name, value] of [['x', x!] as const, ['y', y!] as const])
    if (!(value < side))
      throw new ProblemError('tile_outside', { name, value: params[name], z: String(zoom), max: side - 1 });
  return [zoom!, x!, y!];
}

function sendTile(tile: Uint8Array, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.header('vary', 'accept-encoding').type('application/vnd.mapbox-vector-tile');
  if (!isPacked(tile)) return reply.send(Buffer.from(tile.buffer, tile.byteOffset, tile.byteLength));
  if (/\bgzip\b/.test(String(request.headers['accept-encoding'])))
    return reply.header('content-encoding', 'gzip').send(Buffer.from(tile.buffer, tile.byteOffset, tile.byteLength));
  return reply.send(gunzipSync(tile));
}
