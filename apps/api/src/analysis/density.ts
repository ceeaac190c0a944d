import proj4 from 'proj4';
import { z } from 'zod';
import { etagOf, isUnchanged } from '../conditional.ts';
import { ProblemError } from '../errors.ts';
import { queryOf, readFilter } from '../filter-query.ts';
import { readBox } from '../incident/box.ts';
import { boxParameter, FilterQuery, numberParameter, VERSION_PARAMETER } from '../incident/query-schema.ts';
import type { DensityHead } from '../incident/question-worker.ts';
import type { HeldIncidents } from '../incident/store.ts';
import type { RoomApp } from '../room.ts';
import type { AnalysisOptions } from './routes.ts';

const CELLS_MAX = 1_000_000;
const BANDWIDTH_M = { says: 'reach of the kernel', unit: 'm', min: 10, max: 20_000, usual: 200 };
const CELL_M = { says: 'side of a cell', unit: 'm', min: 5, max: 20_000, usual: 50 };

const Density = z.object({
  data_version: z.number().int().describe('of the rows it is of'),
  srid: z.number().int().describe('EPSG code of west_m and south_m'),
  west_m: z.number().describe('west edge of the grid'),
  south_m: z.number().describe('south edge of the grid'),
  cell_m: z.number().describe('side of a cell, metres'),
  columns: z.number().int().describe('cells from west to east'),
  rows: z.number().int().describe('cells from south to north'),
  kernel: z.enum(['gaussian', 'quartic']),
  bandwidth_m: z.number().describe('gaussian: standard deviation; quartic: radius'),
  n: z.number().int().describe('incidents it is of'),
  method: z.enum(['exact', 'binned']),
  error_per_km2: z.number().describe('bound on the error of each value'),
  peak: z.number().describe('highest value, incidents per km²'),
  values: z.array(z.number()).describe('incidents per km² at the middle of each cell, row by row from the south-west'),
});

/** A kernel density computed here, for clients that don't hold the rows themselves. */
export function densityRoute(app: RoomApp, { incidents }: AnalysisOptions): void {
  app.get(
    '/api/:municipality/analysis/density',
    {
      schema: {
        tags: ['analysis'],
        summary: 'Incidents per km², smoothed by a kernel',
        description:
          `At most ${CELLS_MAX} cells. With format=float32 the body is the values alone, little-endian, and the rest ` +
          'stands as JSON in the header X-Density. Of incidents known to a point or segment.',
        params: z.object({ municipality: z.string() }),
        querystring: FilterQuery.extend({
          kernel: z.enum(['gaussian', 'quartic']).default('gaussian').describe('shape of the kernel'),
          ...VERSION_PARAMETER,
          bandwidth_m: numberParameter(BANDWIDTH_M),
          cell_m: numberParameter(CELL_M),
          bbox: boxParameter('the municipality'),
          format: z.enum(['json', 'float32']).default('json').describe('of the answer'),
        }),
        response: {
          200: {
            content: {
              'application/json': { schema: Density },
              'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) },
            },
          },
          304: z.undefined().describe('unchanged'),
        },
      },
    },
    async (request, reply) => {
      const query = queryOf(request);
      const filter = readFilter(query, ['kernel', 'bandwidth_m', 'cell_m', 'bbox', 'format', 'v']);
      const { kernel, format } = request.query;
      const bandwidth_m = numberIn(query.get('bandwidth_m'), BANDWIDTH_M, 'bandwidth_unusable');
      const cell_m = numberIn(query.get('cell_m'), CELL_M, 'cell_unusable');
      const held = await incidents.of(request.params.municipality, request.person);
      const { text } = held.check(filter);
      const bounds = boundsOf(query.get('bbox'), held);
      const cells = Math.ceil((bounds[2] - bounds[0]) / cell_m) * Math.ceil((bounds[3] - bounds[1]) / cell_m);
      if (cells > CELLS_MAX) throw new ProblemError('cells_too_many', { cell_m, cells, limit: CELLS_MAX });
      const etag = etagOf('density', held.key, text, kernel, bandwidth_m, cell_m, bounds.join(), format);
      if (isUnchanged(request, reply, etag)) return reply.code(304).send();
      const spec = { kernel, bandwidth_m, cell_m, bounds };
      const { head, values } = await incidents.ask<{ head: DensityHead; values: string | Float32Array }>(held, {
        kind: 'density',
        filter: text,
        spec,
        format,
      });
      const { version, srid } = held.area;
      const described = JSON.stringify({ data_version: version, srid, kernel, bandwidth_m, ...head });
      if (typeof values === 'string') {
        const body = `${described.slice(0, -1)},"values":${values}}`;
        return reply.type('application/json; charset=utf-8').send(body as never);
      }
      reply.header('x-density', described).type('application/octet-stream');
      return reply.send(Buffer.from(values.buffer, values.byteOffset, values.byteLength) as never);
    },
  );
}

function numberIn(text: string | null, range: { min: number; max: number; usual: number }, code: string): number {
  if (text === null || text === '') return range.usual;
  const value = /^\d{1,6}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= range.min && value <= range.max))
    throw new ProblemError(code, { value: text, min: range.min, max: range.max });
  return value;
}

/** Metres in the municipality's CRS: of the box in degrees, or of the municipality. */
function boundsOf(text: string | null, { area }: HeldIncidents): [number, number, number, number] {
  const box = readBox(text);
  if (box === null) return area.bounds_m;
  const [west, south, east, north] = box;
  const corners = [
    [west, south],
    [west, north],
    [east, south],
    [east, north],
  ];
  const metres = corners.map((corner) => proj4('EPSG:4326', area.proj4).forward(corner));
  const xs = metres.map(([x]) => x!);
  const ys = metres.map(([, y]) => y!);
  if (![...xs, ...ys].every(Number.isFinite)) throw new ProblemError('bbox_unusable', { value: text ?? '' });
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
