import proj4 from 'proj4';
import { z } from 'zod';
import { ProblemError } from '../errors.ts';
import { queryOf, readFilter } from '../filter-query.ts';
import { readBox } from '../incident/box.ts';
import type { HeldIncidents } from '../incident/held.ts';
import { boxParameter, FilterQuery, numberParameter, VERSION_PARAMETER } from '../incident/query-schema.ts';
import type { Incidents } from '../incident/store.ts';
import type { RoomApp } from '../room.ts';
import { answerWith } from './answer.ts';
import type { Desk } from './desk.ts';
import { startDensity } from './work.ts';

const CELLS_MAX = 1_000_000;
const BANDWIDTH_M = { says: 'reach of the kernel', unit: 'm', min: 10, max: 20_000, usual: 200 };
const CELL_M = { says: 'side of a cell', unit: 'm', min: 5, max: 20_000, usual: 50 };

const Density = answerWith({
  n: z.number().int().describe('incidents it is of'),
  refused: z
    .object({ coarse: z.number().int().describe('known only to an area or coarser') })
    .describe('selected, but left out'),
  west_m: z.number().describe('west edge of the grid'),
  south_m: z.number().describe('south edge of the grid'),
  cell_m: z.number().describe('side of a cell, metres'),
  columns: z.number().int().describe('cells from west to east'),
  rows: z.number().int().describe('cells from south to north'),
  computed: z.enum(['exact', 'binned']),
  error_per_km2: z.number().describe('bound on the error of each value'),
  peak: z.number().describe('highest value, incidents per km²'),
  values: z.array(z.number()).describe('incidents per km² at the middle of each cell, row by row from the south-west'),
});

/** A kernel density computed here, for clients that don't hold the rows themselves. */
export function densityRoute(app: RoomApp, incidents: Incidents, desk: Desk): void {
  app.get(
    '/api/:municipality/analysis/density',
    {
      schema: {
        tags: ['analysis'],
        summary: 'Incidents per km², smoothed by a kernel',
        description:
          `At most ${CELLS_MAX} cells. A Gaussian’s bandwidth is its standard deviation, a quartic’s its radius. With format=float32 the ` +
          'body is the values alone, little-endian, and the rest stands as JSON in the header X-Density; such a picture is no exhibit. ' +
          'Of incidents known to a point or segment. With `Accept: text/event-stream` it tells how far it is (events `step`, then ' +
          '`answer`); closing the request gives the work up.',
        params: z.object({ municipality: z.string() }),
        querystring: FilterQuery.extend({
          kernel: z.enum(['gaussian', 'quartic']).default('gaussian').describe('shape of the kernel'),
          ...VERSION_PARAMETER,
          bandwidth_m: numberParameter(BANDWIDTH_M),
          cell_m: numberParameter(CELL_M),
          bbox: boxParameter('the municipality; what is more than a degree away from it is cut off'),
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
      const bandwidth_m = numberIn(query, 'bandwidth_m', BANDWIDTH_M, 'bandwidth_unusable');
      const cell_m = numberIn(query, 'cell_m', CELL_M, 'cell_unusable');
      const held = await incidents.of(request.params.municipality, request.person);
      const { text } = held.check(filter);
      const bbox = query.has('bbox') ? query.getAll('bbox').join('&') : null;
      const bounds = boundsOf(bbox, held);
      const cells = Math.ceil((bounds[2] - bounds[0]) / cell_m) * Math.ceil((bounds[3] - bounds[1]) / cell_m);
      if (cells > CELLS_MAX) throw new ProblemError('cells_too_many', { cell_m, cells, limit: CELLS_MAX });
      const parameters = { kernel, bandwidth_m, cell_m, ...(bbox ? { bbox } : {}) };
      const asked = `density?${kernel} ${bandwidth_m} ${cell_m} ${bounds.join()} ${text}`;
      const put = { held, method: 'density', parameters, filter: text, format, text: asked };
      const spec = { kernel, bandwidth_m, cell_m, bounds };
      return desk.give(request, reply, put, () => startDensity(incidents, held, { filter: text, spec, format }));
    },
  );
}

function numberIn(
  query: URLSearchParams,
  name: string,
  range: { min: number; max: number; usual: number },
  code: string,
): number {
  const text = query.getAll(name).join('&');
  if (text === '') return range.usual;
  const value = /^\d{1,6}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= range.min && value <= range.max))
    throw new ProblemError(code, { value: text, min: range.min, max: range.max });
  return value;
}

/** Farther from the municipality its CRS says nothing of use, and nothing of it lies there. */
const AROUND_DEGREES = 1;

/** Metres in the municipality's CRS: of the box in degrees, as far as it is near the municipality, or of the municipality. */
function boundsOf(text: string | null, { area }: HeldIncidents): [number, number, number, number] {
  const box = readBox(text);
  if (box === null) return area.bounds_m;
  const [west, south, east, north] = box.map((degrees, side) => {
    const [least, most] = [area.bounds[side % 2]! - AROUND_DEGREES, area.bounds[(side % 2) + 2]! + AROUND_DEGREES];
    return Math.min(most, Math.max(least, degrees));
  }) as typeof box;
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
