import { METHODS, type MethodName, type Parameter } from '@lagesbild/contract';
import { z } from 'zod';
import type { Database } from '../db/database.ts';
import { queryOf } from '../filter-query.ts';
import { FilterQuery, numberParameter, parameter, VERSION_PARAMETER } from '../incident/query-schema.ts';
import type { Incidents } from '../incident/store.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { actionRoute } from './action.ts';
import { answerOf } from './answer.ts';
import { densityRoute } from './density.ts';
import { Desk } from './desk.ts';
import { Exhibits, exhibitRoutes } from './exhibit.ts';
import { FORMATS } from './format.ts';
import { readQuestion } from './question.ts';
import { withVoices } from './voices.ts';
import { startWork } from './work.ts';
import './sentences.ts';

export interface AnalysisOptions extends RoomOptions {
  incidents: Incidents;
}

/** The methods, each under its own address: the same figures as the browser's own engine gives for the same rows. */
export async function analysisRoom(app: RoomApp, { incidents, database }: AnalysisOptions): Promise<void> {
  const exhibits = new Exhibits(database, app.log);
  const desk = new Desk(exhibits);
  actionRoute(app, incidents, desk);
  densityRoute(app, incidents, desk);
  for (const method of Object.keys(METHODS) as MethodName[]) methodRoute(app, method, { incidents, database, desk });
  exhibitRoutes(app, incidents, exhibits);
}

interface At {
  incidents: Incidents;
  database: Database;
  desk: Desk;
}

function methodRoute(app: RoomApp, method: MethodName, { incidents, database, desk }: At): void {
  const { says, parameters } = METHODS[method];
  const formats = FORMATS[method];
  app.get(
    `/api/:municipality/analysis/${method}`,
    {
      schema: {
        tags: ['analysis'],
        summary: says,
        description: describe(method),
        params: z.object({ municipality: z.string() }),
        querystring: FilterQuery.extend({
          ...VERSION_PARAMETER,
          ...Object.fromEntries(
            Object.entries<Parameter>(parameters).map(([name, range]) => [name, numberParameter(range)]),
          ),
          ...(formats.length > 1 && {
            format: parameter({ description: 'of the answer', type: 'string', enum: formats, default: formats[0] }),
          }),
        }),
        response: { 200: answersIn(method), 304: z.undefined().describe('unchanged') },
      },
    },
    async (request, reply) => {
      const held = await incidents.of(request.params.municipality, request.person);
      const asked = await withVoices(database.knex, held, readQuestion(method, queryOf(request), held));
      return desk.give(request, reply, { held, ...asked }, () => startWork(incidents, held, asked));
    },
  );
}

const describe = (method: MethodName): string =>
  `${WHERE[method] ?? WHERE_STUDIED} What was left out for want of precision is told. Lengths are metres of the area’s CRS. ` +
  'With `Accept: text/event-stream` it tells how far it is (events `step`, then `answer`); closing the request gives the work up.';

const WHERE_STUDIED =
  'Of incidents known to a point or segment, in the places or areas the filter names, else in the built-up areas that are on by default.';
const WHERE_SELECTED = 'Of all incidents under the filter, wherever they are.';
const WHERE: Partial<Record<MethodName, string>> = {
  ...{ hours: WHERE_SELECTED, compare: WHERE_SELECTED, trend: WHERE_SELECTED },
  'gap-map': `${WHERE_STUDIED} Beside them reports of unsafe places, a group that spoke together once in each cell. Without categories, those of public space.`,
  silence:
    'Of flags that something happened, wherever their place is known, suppressed where there are few. For staff; it ranks nothing.',
  'near-repeat': 'Of incidents known to a point or segment and to a day.',
  emerging: `${WHERE_STUDIED} The filter’s first day doesn’t limit it: steps reach back from its last.`,
  accuracy: `${WHERE_STUDIED} The filter’s first day doesn’t limit it: windows reach back from its last.`,
};

function answersIn(method: MethodName) {
  const json = { 'application/json': { schema: answerOf(method) } };
  const bytes = z
    .string()
    .meta({ format: 'binary' })
    .describe('float32, little-endian: the layers that the header X-Grid names, one after the other');
  return {
    content: {
      ...json,
      ...(FORMATS[method].includes('geojson')
        ? { 'application/geo+json': { schema: z.looseObject({ type: z.literal('FeatureCollection') }) } }
        : {}),
      ...(FORMATS[method].includes('grid') ? { 'application/octet-stream': { schema: bytes } } : {}),
    },
  };
}
