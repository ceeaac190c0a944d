import { ChangedPermitArea, NewPermitArea, PermitArea } from '@lagesbild/contract';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import { findMunicipality } from '../db/municipality.ts';
import { onPatrols } from '../db/patrol-side.ts';
import { once, PATROL_SIDE } from '../resend.ts';
import type { RoomApp } from '../room.ts';
import { addPermit, changePermit, listPermits, removePermit } from './permit.ts';
import type { PatrolRoomOptions } from './routes.ts';

const tags = ['zones'];
const One = AreaAddress.extend({ permit_id: z.uuid().describe('UUID of the permit') });
const objectOf = (permit_id: string, name: string) => ({ object: { kind: 'permit_area', id: permit_id, name } });

/** Where and when ordningsvakter may serve, as the Police Authority has decided. */
export function permitRoutes(app: RoomApp, { database }: PatrolRoomOptions): void {
  app.get(
    '/api/:municipality/permit-areas',
    {
      schema: {
        tags,
        summary: 'Areas where ordningsvakter may serve',
        description:
          'Polygons, hours and validity by lag (2023:421), those that last longest first. That they were read stands in the log.',
        params: AreaAddress,
        response: { 200: z.array(PermitArea) },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return onPatrols(database, async (trx) => {
        const { municipality_id } = await findMunicipality(trx, request.params.municipality);
        const permits = await listPermits(trx, municipality_id);
        await database.record(trx, { act: 'permits_seen', who: request.who, area: municipality_id });
        return permits;
      });
    },
  );

  app.post(
    '/api/:municipality/permit-areas',
    {
      schema: {
        tags,
        summary: 'Record a permit',
        description: 'At most three years. Sent again with the same Idempotency-Key it is recorded once.',
        params: AreaAddress,
        body: NewPermitArea,
        response: { 201: PermitArea },
      },
    },
    async (request, reply) => {
      reply.code(201);
      return once(
        database,
        request,
        reply,
        async (trx) => {
          const area = await findMunicipality(trx, request.params.municipality);
          const permit = await addPermit(trx, area, request.body);
          const told = { who: request.who, area: area.municipality_id, ...objectOf(permit.permit_id, permit.name) };
          await database.record(trx, { act: 'permit_recorded', ...told, details: { decision: permit.decision } });
          return permit;
        },
        PATROL_SIDE,
      );
    },
  );

  app.put(
    '/api/:municipality/permit-areas/:permit_id',
    {
      schema: {
        tags,
        summary: 'Change a permit',
        description: 'What is sent takes the place of what was there, if that is still the version that was read.',
        params: One,
        body: ChangedPermitArea,
        response: { 200: PermitArea },
      },
    },
    async (request) =>
      onPatrols(database, async (trx) => {
        const area = await findMunicipality(trx, request.params.municipality);
        const permit = await changePermit(trx, area, request.params.permit_id, request.body);
        const told = { who: request.who, area: area.municipality_id, ...objectOf(permit.permit_id, permit.name) };
        await database.record(trx, { act: 'permit_changed', ...told, details: { decision: permit.decision } });
        return permit;
      }),
  );

  app.delete(
    '/api/:municipality/permit-areas/:permit_id',
    {
      schema: {
        tags,
        summary: 'Remove a permit',
        description: 'Visits that were planned under it are refused from now on.',
        params: One,
        response: { 204: z.undefined().describe('removed') },
      },
    },
    async (request, reply) => {
      const { municipality, permit_id } = request.params;
      await onPatrols(database, async (trx) => {
        const { municipality_id } = await findMunicipality(trx, municipality);
        const name = await removePermit(trx, municipality_id, permit_id);
        const told = { who: request.who, area: municipality_id, ...objectOf(permit_id, name) };
        await database.record(trx, { act: 'permit_removed', ...told });
      });
      return reply.code(204).send(undefined);
    },
  );
}
