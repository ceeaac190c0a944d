import { ChangedPledge, NewPledge, Pledge } from '@lagesbild/contract';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import type { Database } from '../db/database.ts';
import { findMunicipality } from '../db/municipality.ts';
import { once } from '../resend.ts';
import type { RoomApp } from '../room.ts';
import { addPledge, approvePledge, changePledge, listPledges, withdrawPledge } from './pledge.ts';
import { readerOf } from './reader.ts';

const tags = ['actions'];
const One = AreaAddress.extend({ pledge_id: z.uuid().describe('UUID of the pledge') });
const Version = ChangedPledge.pick({ version: true });
const objectOf = ({ pledge_id: id, text }: Pledge) => ({ kind: 'pledge', id, name: text.sv.slice(0, 80) });

/** Medborgarlöften: what the municipality and the police promise, and whether it was kept. */
export function pledgeRoutes(app: RoomApp, database: Database): void {
  app.get(
    '/api/:municipality/pledges',
    {
      schema: {
        tags,
        summary: 'What is promised those who live here',
        description: 'Those that run now come first.',
        params: AreaAddress,
        response: { 200: z.array(Pledge) },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      reply.header('cache-control', 'no-store');
      return listPledges(database.knex, readerOf(request, municipality_id));
    },
  );

  app.post(
    '/api/:municipality/pledges',
    {
      schema: {
        tags,
        summary: 'Write down a pledge',
        description: 'Nothing of it is public before it is approved.',
        params: AreaAddress,
        body: NewPledge,
        response: { 201: Pledge },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      reply.code(201);
      return once(database, request, reply, async (trx) => {
        const pledge = await addPledge(trx, readerOf(request, municipality_id), request.body);
        const object = objectOf(pledge);
        await database.record(trx, { act: 'pledge_made', who: request.who, area: municipality_id, object });
        return pledge;
      });
    },
  );

  app.patch(
    '/api/:municipality/pledges/:pledge_id',
    {
      schema: {
        tags,
        summary: 'Change a pledge, or say whether it was kept and why',
        description:
          'What was approved before isn’t of this version; what is public stays as it was until this version is approved.',
        params: One,
        body: ChangedPledge,
        response: { 200: Pledge },
      },
    },
    async (request) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      return database.knex.transaction(async (trx) => {
        const reader = readerOf(request, municipality_id);
        const pledge = await changePledge(trx, reader, request.params.pledge_id, request.body);
        const object = objectOf(pledge);
        await database.record(trx, { act: 'pledge_changed', who: request.who, area: municipality_id, object });
        return pledge;
      });
    },
  );

  app.post(
    '/api/:municipality/pledges/:pledge_id/approve',
    {
      schema: {
        tags,
        summary: 'Approve that a pledge is made public',
        description:
          'Public when two different accounts have approved the same version; where only one person may, one is enough.',
        params: One,
        body: Version,
        response: { 200: Pledge },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      return once(database, request, reply, async (trx) => {
        const reader = readerOf(request, municipality_id);
        const pledge = await approvePledge(trx, reader, request.params.pledge_id, request.body.version);
        const told = { who: request.who, area: municipality_id, object: objectOf(pledge) };
        await database.record(trx, { ...told, act: 'pledge_approved' });
        return pledge;
      });
    },
  );

  app.post(
    '/api/:municipality/pledges/:pledge_id/withdraw',
    {
      schema: {
        tags,
        summary: 'Withdraw what is public of a pledge',
        description: 'It has to be approved anew to be public again.',
        params: One,
        body: Version,
        response: { 200: Pledge },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      return once(database, request, reply, async (trx) => {
        const reader = readerOf(request, municipality_id);
        const pledge = await withdrawPledge(trx, reader, request.params.pledge_id, request.body.version);
        const object = objectOf(pledge);
        await database.record(trx, { act: 'pledge_withdrawn', who: request.who, area: municipality_id, object });
        return pledge;
      });
    },
  );
}
