import { UnitEntry } from '@lagesbild/contract';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import { findMunicipality } from '../db/municipality.ts';
import { onPatrols } from '../db/patrol-side.ts';
import type { RoomApp } from '../room.ts';
import { clearToken, setToken, tokenOf } from './cookie.ts';
import { entranceOf } from './entrance.ts';
import type { InnerOptions } from './routes.ts';
import { endUnitSession, UnitDoor } from './unit-session.ts';

const tags = ['units'];
const BODY_MAX_BYTES = 4 * 1024;

/** The door of units: a phone comes in by the unit's key, and goes out. */
export function unitRoutes(app: RoomApp, options: InnerOptions): void {
  const { config, database } = options;
  const { mustBeSafe } = entranceOf(options);
  const door = new UnitDoor();

  app.post(
    '/api/:municipality/unit/session',
    {
      bodyLimit: BODY_MAX_BYTES,
      schema: {
        tags,
        summary: 'Come in as a unit',
        description:
          'By the unit’s six words. The session is a cookie of its own for thirty days, and says which unit it is, not who has the phone. Wrong ' +
          'words slow the next attempts of that unit down (429 with Retry-After).',
        params: AreaAddress,
        body: UnitEntry,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      mustBeSafe(request);
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      const { token } = await door.enter(database, municipality_id, request.body.credential);
      setToken(request, reply, config, token, 'unit');
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/api/:municipality/unit/session',
    {
      schema: {
        tags,
        summary: 'Go out again',
        description: 'This phone’s session of the unit ends; others of the unit stay.',
        params: AreaAddress,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      const token = tokenOf(request, config, 'unit');
      const { who } = request;
      if (token !== undefined)
        await onPatrols(database, async (trx) => {
          await endUnitSession(trx, municipality_id, token);
          await database.record(trx, { act: 'unit_left', who, area: municipality_id });
        });
      clearToken(request, reply, config, 'unit');
      return reply.code(204).send(null);
    },
  );
}
