import { ChangedPermitArea, NewPermitArea, PermitArea } from '@lagesbild/contract';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import { once, PATROL_SIDE } from '../resend.ts';
import type { RoomApp } from '../room.ts';
import { inArea, inside } from './in-area.ts';
import { addPermit, changePermit, listPermits, removePermit } from './permit.ts';
import type { PatrolRoomOptions } from './routes.ts';

const tags = ['zones'];
const One = AreaAddress.extend({ permit_id: z.uuid().describe('UUID of the permit') });
const objectOf = ({ permit_id, name }: Pick<PermitArea, 'permit_id' | 'name'>) => ({
  object: { kind: 'permit_area', id: permit_id, name },
});

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
      return inArea(database, request, async ({ trx, area, tell }) => {
        const permits = await listPermits(trx, area.municipality_id);
        await tell({ act: 'permits_seen' });
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
        inside(database, request, async ({ trx, area, tell }) => {
          const permit = await addPermit(trx, area, request.body);
          await tell({ act: 'permit_recorded', ...objectOf(permit), details: { decision: permit.decision } });
          return permit;
        }),
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
        description:
          'What is sent takes the place of what was there, if that is still the version that was read. If planned visits of ordningsvakter ' +
          'lose their ground by it, it is refused with how many and in which weeks, unless it is asked for anyway; the visits stay, marked.',
        params: One,
        body: ChangedPermitArea,
        response: { 200: PermitArea },
      },
    },
    async (request) =>
      inArea(database, request, async ({ trx, area, tell }) => {
        const permit = await changePermit(trx, area, request.params.permit_id, request.body);
        await tell({ act: 'permit_changed', ...objectOf(permit), details: { decision: permit.decision } });
        return permit;
      }),
  );

  app.delete(
    '/api/:municipality/permit-areas/:permit_id',
    {
      schema: {
        tags,
        summary: 'Remove a permit',
        description:
          'Visits of ordningsvakter are refused there from now on. If planned ones lose their ground by it, it is refused with how many and ' +
          'in which weeks, unless it is asked for anyway; the visits stay, marked.',
        params: One,
        querystring: z.object({
          anyway: z
            .enum(['true', 'false'])
            .default('false')
            .meta({ description: 'true: also if planned visits lose their ground' }),
        }),
        response: { 204: z.undefined().describe('removed') },
      },
    },
    async (request, reply) => {
      const { permit_id } = request.params;
      await inArea(database, request, async ({ trx, area, tell }) => {
        const name = await removePermit(trx, area, permit_id, request.query.anyway === 'true');
        await tell({ act: 'permit_removed', ...objectOf({ permit_id, name }) });
      });
      return reply.code(204).send(undefined);
    },
  );
}
