import { createHash } from 'node:crypto';
import {
  AnsweredPlaces,
  FlagForm,
  FlagReceipt,
  FlagStreets,
  FlagWork,
  GeocodeAsked,
  GeocodeFound,
  NewFlag,
  ReceiptAnswer,
  ReceiptAsked,
  ReceiptTold,
} from '@lagesbild/contract';
import type { Knex } from 'knex';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import { etagOf, isUnchanged } from '../conditional.ts';
import { publicly } from '../db/public-side.ts';
import { once, PUBLIC_SIDE } from '../resend.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { readAnswered } from './answered.ts';
import { findFlagArea } from './area.ts';
import type { FlagDesk } from './desk.ts';
import { readForm, readStreets } from './form.ts';
import { Geocoder } from './geocoder.ts';
import { flagSettingRoutes } from './setting-routes.ts';
import { answerQuestion, readTold, removeFlag } from './told.ts';
import './sentences.ts';

export interface FlagOptions extends RoomOptions {
  desk: FlagDesk;
}

const tags = ['flag'];
/** Far more than a flag takes: what is longer is no flag. */
const FLAG_MAX_BYTES = 16_384;

/**
 * What residents send, and how they hear of it again. Nothing here needs an account, and nothing of who sends is kept: see
 * docs/decisions/0019-flags.md. No handler may log what it was sent.
 */
export async function flagRoom(app: RoomApp, { database, desk }: FlagOptions): Promise<void> {
  const ask = <T>(question: (trx: Knex.Transaction) => Promise<T>): Promise<T> => publicly(database, question);
  const geocoder = new Geocoder();

  app.get(
    '/api/:municipality/flags/form',
    {
      schema: {
        tags,
        summary: 'What the resident page needs to know of an area',
        description: 'Places, choices, groups, and what the municipality promises. The same for everybody.',
        params: AreaAddress,
        response: { 200: FlagForm },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-cache');
      return ask(async (trx) => {
        const { municipality_id } = await findFlagArea(trx, request.params.municipality);
        return readForm(trx, request.params.municipality, desk.isFlood(municipality_id, request.ip));
      });
    },
  );

  app.get(
    '/api/:municipality/flags/streets',
    {
      schema: {
        tags,
        summary: 'The streets of an area',
        description:
          'By name, with the cells of 100 m that each runs through. As the operator has loaded them; none before that.',
        params: AreaAddress,
        response: { 200: FlagStreets, 304: z.undefined().describe('unchanged') },
      },
    },
    async (request, reply) => {
      const streets = await ask(async (trx) =>
        readStreets(trx, (await findFlagArea(trx, request.params.municipality)).municipality_id),
      );
      const text = JSON.stringify(streets);
      const digest = createHash('sha256').update(text).digest('base64url');
      if (isUnchanged(request, reply, etagOf('streets', digest))) return reply.code(304).send();
      return reply.type('application/json; charset=utf-8').send(text as never);
    },
  );

  app.post(
    '/api/:municipality/flags/geocode',
    {
      bodyLimit: FLAG_MAX_BYTES,
      schema: {
        tags,
        summary: 'Look for an address that no place or street here is called',
        description:
          'Off until the operator has set a service. It is sent the text and nothing of whoever typed it; the answer is cells of 100 m. ' +
          'The text goes in the body, is written to no log and kept nowhere here.',
        params: AreaAddress,
        body: GeocodeAsked,
        response: { 200: GeocodeFound },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const area = await ask((trx) => findFlagArea(trx, request.params.municipality));
      return geocoder.find(ask, area, request.body.text);
    },
  );

  app.post(
    '/api/:municipality/flags',
    {
      bodyLimit: FLAG_MAX_BYTES,
      schema: {
        tags,
        summary: 'Tell about a place',
        description:
          'The place is a named one or a cell of 100 m; the month is the server’s. Sent again with the same Idempotency-Key it is ' +
          'stored once. While many come at once, it is refused with `work_needed` until a task of `flags/work` is solved.',
        params: AreaAddress,
        body: NewFlag,
        response: { 201: FlagReceipt },
      },
    },
    async (request, reply) => {
      reply.code(201).header('cache-control', 'no-store');
      const receipt = await desk.makeReceipt();
      return once(
        database,
        request,
        reply,
        (trx) => desk.take(trx, request, request.params.municipality, request.body, receipt),
        PUBLIC_SIDE,
      );
    },
  );

  app.post(
    '/api/:municipality/flags/work',
    {
      schema: {
        tags,
        summary: 'A task to be solved while many flags come at once',
        description: 'Good for ten minutes and for one flag: it is solved together with the flag’s Idempotency-Key.',
        params: AreaAddress,
        response: { 200: FlagWork },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return desk.task((await ask((trx) => findFlagArea(trx, request.params.municipality))).municipality_id);
    },
  );

  app.get(
    '/api/:municipality/flags/answered',
    {
      schema: {
        tags,
        summary: 'What is being done, and where',
        description: 'Published actions only. Flags that nobody has answered can’t be asked for.',
        params: AreaAddress,
        response: { 200: AnsweredPlaces },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'public, max-age=300');
      return ask(async (trx) => readAnswered(trx, await findFlagArea(trx, request.params.municipality)));
    },
  );

  app.post(
    '/api/:municipality/receipts/look',
    {
      schema: {
        tags,
        summary: 'What became of a flag',
        description:
          'The words of the receipt go in the body, in any script. A wrong code and none are answered alike.',
        params: AreaAddress,
        body: ReceiptAsked,
        response: { 200: ReceiptTold },
      },
    },
    async (request, reply) => {
      const { area, flag_id } = await desk.open(request, request.params.municipality, request.body.receipt);
      reply.header('cache-control', 'no-store');
      return ask((trx) => readTold(trx, area, flag_id));
    },
  );

  app.post(
    '/api/:municipality/receipts/answer',
    {
      schema: {
        tags,
        summary: 'Answer the municipality’s question',
        description: 'By one of its choices, once.',
        params: AreaAddress,
        body: ReceiptAnswer,
        response: { 200: ReceiptTold },
      },
    },
    async (request, reply) => {
      const { area, flag_id } = await desk.open(request, request.params.municipality, request.body.receipt);
      reply.header('cache-control', 'no-store');
      return ask(async (trx) => {
        await answerQuestion(trx, area, flag_id, request.body.choice);
        return readTold(trx, area, flag_id);
      });
    },
  );

  app.post(
    '/api/:municipality/receipts/delete',
    {
      schema: {
        tags,
        summary: 'Take a flag away for good',
        description: 'With everything that hangs on it. What was released before stays: a release has no single flags.',
        params: AreaAddress,
        body: ReceiptAsked,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { area, flag_id } = await desk.open(request, request.params.municipality, request.body.receipt);
      await ask((trx) => removeFlag(trx, area, flag_id));
      return reply.code(204).header('cache-control', 'no-store').send();
    },
  );

  flagSettingRoutes(app, database);
}
