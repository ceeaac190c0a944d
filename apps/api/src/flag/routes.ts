import { join } from 'node:path';
import {
  AnsweredPlaces,
  FlagForm,
  FlagReceipt,
  FlagWork,
  NewFlag,
  ReceiptAnswer,
  ReceiptAsked,
  ReceiptTold,
} from '@lagesbild/contract';
import type { FastifyRequest } from 'fastify';
import type { Knex } from 'knex';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import { publicly } from '../db/public-side.ts';
import { ProblemError } from '../errors.ts';
import { readOrMakeKey } from '../key-file.ts';
import { givenKey, once, PUBLIC_SIDE } from '../resend.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { readAnswered } from './answered.ts';
import { findFlagArea } from './area.ts';
import { BackgroundCounts } from './background.ts';
import { readForm } from './form.ts';
import { checked, store, whereOf } from './intake.ts';
import { type MadeReceipt, Receipts } from './receipt.ts';
import { type Meeting, Senders } from './sender.ts';
import { flagSettingRoutes } from './setting-routes.ts';
import { answerQuestion, readTold, removeFlag } from './told.ts';
import { Work } from './work.ts';
import './sentences.ts';

const tags = ['flag'];
export const FLAG_KEY_FILE = 'flag.key';
/** Far more than a flag takes: what is longer is no flag. */
const FLAG_MAX_BYTES = 16_384;

/**
 * What residents send, and how they hear of it again. Nothing here needs an account, and nothing of who sends is kept: see
 * docs/decisions/0019-flags.md. No handler may log what it was sent.
 */
export async function flagRoom(app: RoomApp, { config, database, opened }: RoomOptions): Promise<void> {
  const key = join(config.data_dir, FLAG_KEY_FILE);
  const atUse = <T>(make: (key: string) => T): (() => T) => {
    let made: T | undefined;
    return () => (made ??= make(readOrMakeKey(key)));
  };
  const receipts = atUse((secret) => new Receipts(secret));
  const work = atUse((secret) => new Work(secret));
  const senders = new Senders(config.flag_flood);
  const background = new BackgroundCounts(opened, (error) => app.log.error({ err: error }, 'counts were not stored'));
  app.addHook('onClose', () => background.write());
  const ask = <T>(question: (trx: Knex.Transaction) => Promise<T>): Promise<T> => publicly(database, question);

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
        return readForm(trx, request.params.municipality, senders.isFlood(municipality_id, request.ip));
      });
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
      const receipt = await receipts().make();
      return once(database, request, reply, (trx) => take(trx, request, request.body, receipt), PUBLIC_SIDE);
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
      return work().task((await ask((trx) => findFlagArea(trx, request.params.municipality))).municipality_id);
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
      const { area, flag_id } = await open(request, request.params.municipality, request.body.receipt);
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
      const { area, flag_id } = await open(request, request.params.municipality, request.body.receipt);
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
      const { area, flag_id } = await open(request, request.params.municipality, request.body.receipt);
      await ask((trx) => removeFlag(trx, area, flag_id));
      return reply.code(204).header('cache-control', 'no-store').send();
    },
  );

  flagSettingRoutes(app, database);

  /** One flag on its way into the tables; what was learnt of its sender is unlearnt when it doesn't get there. */
  async function take(
    trx: Knex.Transaction,
    request: FastifyRequest,
    flag: NewFlag,
    receipt: MadeReceipt,
  ): Promise<FlagReceipt> {
    const { municipality } = request.params as { municipality: string };
    const area = await findFlagArea(trx, municipality);
    const { municipality_id } = area;
    const ready = await checked(trx, area, flag);
    if (
      senders.isFlood(municipality_id, request.ip) &&
      !(await work().isDone(municipality_id, flag.work, givenKey(request)))
    )
      throw new ProblemError('work_needed');
    const meeting: Meeting = senders.meet(municipality_id, request.ip, whereOf(flag), area.day);
    try {
      const flag_id = await store(trx, area, ready, meeting);
      const words = await receipts().add(trx, municipality_id, flag_id, receipt);
      if (flag.about != null) {
        const { quarter } = area;
        background.add({ municipality_id, quarter, area: ready.built_up, about: flag.about });
      }
      return { receipt: words, answer_days: area.answer_days };
    } catch (error) {
      meeting.forget();
      throw error;
    }
  }

  async function open(request: FastifyRequest, municipality: string, typed: string) {
    const seconds = senders.lookUp(request.ip);
    if (seconds > 0) throw new ProblemError('receipt_wait', { seconds }, { 'retry-after': String(seconds) });
    const area = await ask((trx) => findFlagArea(trx, municipality));
    return { area, flag_id: await receipts().open(ask, area.municipality_id, typed) };
  }
}
