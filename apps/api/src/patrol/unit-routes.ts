import { NewUnit, Unit, UnitCredential } from '@lagesbild/contract';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import { findMunicipality } from '../db/municipality.ts';
import { onPatrols } from '../db/patrol-side.ts';
import { once, PATROL_SIDE } from '../resend.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { addUnit, changeUnit, closeUnit, giveKey, listUnits, makeKey } from './unit.ts';

const tags = ['units'];
const One = AreaAddress.extend({ unit_id: z.uuid().describe('UUID of the unit') });
const objectOf = ({ unit_id: id, name }: Unit) => ({ kind: 'unit', id, name });

/** Units and their keys. */
export function unitRoutes(app: RoomApp, { database }: RoomOptions): void {
  app.get(
    '/api/:municipality/units',
    {
      schema: {
        tags,
        summary: 'The units of an area',
        description: 'Those in use first. A unit has at least five people, and nothing here names any of them.',
        params: AreaAddress,
        response: { 200: z.array(Unit) },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      reply.header('cache-control', 'no-store');
      return onPatrols(database, (trx) => listUnits(trx, municipality_id));
    },
  );

  app.post(
    '/api/:municipality/units',
    {
      schema: {
        tags,
        summary: 'Set up a unit',
        description: 'With fewer than five people it is refused: what it did would be what somebody did.',
        params: AreaAddress,
        body: NewUnit,
        response: { 201: Unit },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      reply.code(201);
      return once(
        database,
        request,
        reply,
        async (trx) => {
          const unit = await addUnit(trx, municipality_id, request.body);
          const told = { who: request.who, area: municipality_id, object: objectOf(unit) };
          await database.record(trx, { ...told, act: 'unit_added', details: { n: unit.size } });
          return unit;
        },
        PATROL_SIDE,
      );
    },
  );

  app.patch(
    '/api/:municipality/units/:unit_id',
    {
      schema: {
        tags,
        summary: 'Change a unit',
        description: 'Its name, kind, organisation and size. A unit that is closed stays as it was.',
        params: One,
        body: NewUnit,
        response: { 200: Unit },
      },
    },
    async (request) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      return onPatrols(database, async (trx) => {
        const unit = await changeUnit(trx, municipality_id, request.params.unit_id, request.body);
        const told = { who: request.who, area: municipality_id, object: objectOf(unit) };
        await database.record(trx, { ...told, act: 'unit_changed', details: { n: unit.size } });
        return unit;
      });
    },
  );

  app.post(
    '/api/:municipality/units/:unit_id/credential',
    {
      schema: {
        tags,
        summary: 'Give a unit a key',
        description:
          'Six words, shown this once, by which phones of the unit log visits. A new key takes the place of the one before: phones that ' +
          'came in by that one have to come in anew.',
        params: One,
        response: { 201: UnitCredential },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      const key = await makeKey();
      reply.code(201).header('cache-control', 'no-store');
      return once(
        database,
        request,
        reply,
        async (trx) => {
          const unit = await giveKey(trx, municipality_id, request.params.unit_id, key);
          const told = { who: request.who, area: municipality_id, object: objectOf(unit) };
          await database.record(trx, { ...told, act: 'unit_key_made' });
          return { unit, credential: key.words };
        },
        PATROL_SIDE,
      );
    },
  );

  app.post(
    '/api/:municipality/units/:unit_id/close',
    {
      schema: {
        tags,
        summary: 'Close a unit',
        description: 'Its key and its phones open nothing any more. What it did stays in the ledger.',
        params: One,
        response: { 200: Unit },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      return once(
        database,
        request,
        reply,
        async (trx) => {
          const unit = await closeUnit(trx, municipality_id, request.params.unit_id);
          const told = { who: request.who, area: municipality_id, object: objectOf(unit) };
          await database.record(trx, { ...told, act: 'unit_closed' });
          return unit;
        },
        PATROL_SIDE,
      );
    },
  );
}
