import {
  Decided,
  FlagDossier,
  LookedAt,
  ModerationQueue,
  ModerationStage,
  NewDecision,
  Presence,
  UndoneDecision,
} from '@lagesbild/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import { findMunicipality } from '../db/municipality.ts';
import { preferredLanguage } from '../language.ts';
import { once } from '../resend.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { type Decider, decide } from './decide.ts';
import { type Desk, deskOf, findFlag, historyOf, readFlags } from './flag.ts';
import { Forgotten } from './forgotten.ts';
import { shippedAnswers, shippedQuestions } from './phrases.ts';
import { STREAM_MS, Watchers } from './presence.ts';
import { readQueue } from './queue.ts';
import './sentences.ts';
import { undo } from './undo.ts';

const tags = ['moderation'];
const One = AreaAddress.extend({ flag_id: z.uuid().describe('UUID of the flag') });
const Staged = z.strictObject({
  stage: ModerationStage.default('waiting').describe('where the flags are on their way'),
});
const ALIKE_MAX = 50;
const STREAM_MARGIN_MS = 60_000;

/** Moderators' work with what residents send: read, published or not, merged, asked about, answered, and taken back. */
export async function moderationRoom(app: RoomApp, { database, opened }: RoomOptions): Promise<void> {
  const forgotten = new Forgotten();
  opened.then(
    ({ words }) => forgotten.listen(words),
    () => {}, // said by every route
  );
  const watchers = new Watchers(opened, (error) => app.log.warn(error, 'who looks was not passed on'));
  app.addHook('preClose', async () => watchers.close());

  const at = async (slug: string): Promise<Desk> => deskOf(database.knex, await findMunicipality(database.knex, slug));
  const deciderOf = (request: FastifyRequest, desk: Desk): Decider => ({
    ...{ desk, who: request.who, decided_by: decidedBy(request, desk.slug), record: database.record, forgotten },
  });

  app.get(
    '/api/:municipality/moderation',
    {
      schema: {
        tags,
        summary: 'Flags that wait for a moderator, and how fast residents are answered',
        description:
          'At most 500 of one stage: what has waited longer than was promised first, then what happened or is felt strongly; the same place and ' +
          'reason together. Of closed ones the last decided first.',
        params: AreaAddress,
        querystring: Staged,
        response: { 200: ModerationQueue },
      },
    },
    async (request, reply) => {
      const desk = await at(request.params.municipality);
      const language = preferredLanguage(request.headers['accept-language']);
      reply.header('cache-control', 'no-store');
      const queue = await readQueue(database.knex, desk, request.query.stage);
      return { ...queue, answers: shippedAnswers(), questions: shippedQuestions(language) };
    },
  );

  app.get(
    '/api/:municipality/moderation/flags/:flag_id',
    {
      schema: {
        tags,
        summary: 'One flag with its history, and those that say the same of the same place',
        description: 'The history names organisation and role of who decided; the person stands in the log.',
        params: One,
        response: { 200: FlagDossier },
      },
    },
    async (request, reply) => {
      const desk = await at(request.params.municipality);
      const { flag_id } = request.params;
      const flag = await findFlag(database.knex, desk, flag_id);
      const alike = await readFlags(database.knex, desk, { alike: flag_id, limit: ALIKE_MAX });
      reply.header('cache-control', 'no-store');
      return { flag, alike, history: await historyOf(database.knex, desk.municipality_id, flag_id) };
    },
  );

  app.post(
    '/api/:municipality/moderation/decisions',
    {
      schema: {
        tags,
        summary: 'Publish, hold, reject, merge, ask or answer',
        description:
          'About one flag or up to a hundred, all or none. Each is named with the version that was read: one that somebody else has decided ' +
          'about since is refused with 409, and nothing is changed. A merged flag’s receipt stays alive.',
        params: AreaAddress,
        body: NewDecision,
        response: { 200: Decided },
      },
    },
    async (request, reply) => {
      const desk = await at(request.params.municipality);
      const decided = await once(database, request, reply, (trx) =>
        decide(trx, deciderOf(request, desk), request.body),
      );
      watchers.changed(desk.municipality_id);
      return decided;
    },
  );

  app.post(
    '/api/:municipality/moderation/undo',
    {
      schema: {
        tags,
        summary: 'Take the last decision back',
        description:
          'One step, on the same day, and before anybody else has decided or the sender has answered. All or none.',
        params: AreaAddress,
        body: UndoneDecision,
        response: { 200: Decided },
      },
    },
    async (request, reply) => {
      const desk = await at(request.params.municipality);
      const undone = await once(database, request, reply, (trx) => undo(trx, deciderOf(request, desk), request.body));
      watchers.changed(desk.municipality_id);
      return undone;
    },
  );

  app.get(
    '/api/:municipality/moderation/presence',
    {
      handlerTimeout: STREAM_MS + STREAM_MARGIN_MS,
      schema: {
        tags,
        summary: 'Who else has the queue open, and what they look at',
        description:
          'With `Accept: text/event-stream` as events: `presence` at each change, `changed` when flags were decided about. It is kept in memory only: ' +
          'processes of one installation tell each other.',
        params: AreaAddress,
        response: { 200: z.array(Presence) },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      const { key, name } = whoLooks(request);
      if (!String(request.headers.accept).includes('text/event-stream')) return watchers.others(municipality_id, key);
      return reply
        .headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
        .type('text/event-stream; charset=utf-8')
        .send(watchers.watch(municipality_id, { key, name }) as never) as never;
    },
  );

  app.put(
    '/api/:municipality/moderation/presence',
    {
      schema: {
        tags,
        summary: 'Say what one looks at',
        description: 'So that two don’t decide about the same flag. It is gone when the page is closed.',
        params: AreaAddress,
        body: LookedAt,
        response: { 200: z.array(Presence) },
      },
    },
    async (request) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      const { key } = whoLooks(request);
      watchers.look(municipality_id, key, request.body.flags);
      return watchers.others(municipality_id, key);
    },
  );
}

/** Whose stream it is. Names are those of colleagues: the same that the list of accounts shows. */
function whoLooks({ person: { account, session_id, standing } }: FastifyRequest): Pick<Presence, 'key' | 'name'> {
  return { key: account?.account_id ?? session_id ?? standing, name: account?.name ?? '' };
}

/** Organisation and the role that lets them decide. */
function decidedBy({ person: { account, grants } }: FastifyRequest, slug: string): string {
  const roles = grants.filter(({ municipality }) => municipality === null || municipality === slug);
  const role = roles.some((grant) => grant.role === 'moderator') ? 'moderator' : 'administrator';
  return `${account?.organisation.name ?? ''}/${role}`;
}
