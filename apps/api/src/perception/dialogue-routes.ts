import { randomUUID } from 'node:crypto';
import { Dialogue, DialogueEntry, NewDialogue } from '@lagesbild/contract';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import { findMunicipality } from '../db/municipality.ts';
import { givenKey, once } from '../resend.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { checkDialogue } from './check.ts';
import { findDialogue, listDialogues, putDialogue, removeDialogue, seekDialogue } from './dialogue.ts';
import { DIALOGUE_COLUMNS, readDialogues } from './file.ts';
import { type FileKind, fileSchema, receiveFile, storeFile } from './file-route.ts';

const tags = ['perception'];
const One = AreaAddress.extend({ dialogue_id: z.uuid().describe('UUID of the dialogue') });
const KIND: FileKind<NewDialogue> = {
  ...{ object: 'dialogue', act: 'dialogues_imported' },
  needed: DIALOGUE_COLUMNS,
  read: readDialogues,
  sizeOf: ({ marks }: NewDialogue): number => marks.length,
  put: (trx, area, dialogue) => putDialogue(trx, area, randomUUID(), dialogue),
};

/** Meetings: recorded whole, changed whole, removed, and read from files. */
export function dialogueRoutes(app: RoomApp, options: RoomOptions): void {
  const { database } = options;
  const objectOf = (dialogue_id: string, { held_on }: Pick<NewDialogue, 'held_on'>) => ({
    ...{ kind: 'dialogue', id: dialogue_id, name: held_on },
  });

  app.get(
    '/api/:municipality/dialogues',
    {
      schema: {
        tags,
        summary: 'The dialogues that have been recorded',
        description: 'The latest 500 meetings, with notes and the number of marks made at each.',
        params: AreaAddress,
        response: { 200: z.array(DialogueEntry) },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      reply.header('cache-control', 'no-store');
      return listDialogues(database.knex, municipality_id);
    },
  );

  app.get(
    '/api/:municipality/dialogues/:dialogue_id',
    {
      schema: {
        tags,
        summary: 'One dialogue, with all its marks',
        description: 'As it was recorded, to be looked at or changed.',
        params: One,
        response: { 200: Dialogue },
      },
    },
    async (request, reply) => {
      const { municipality, dialogue_id } = request.params;
      const { municipality_id } = await findMunicipality(database.knex, municipality);
      reply.header('cache-control', 'no-store');
      return findDialogue(database.knex, municipality_id, dialogue_id);
    },
  );

  app.post(
    '/api/:municipality/dialogues',
    {
      schema: {
        tags,
        summary: 'Record a dialogue',
        description:
          'A meeting with all that was marked at it. Its Idempotency-Key becomes its number: sent again with the same key, even weeks later, it is recorded once.',
        params: AreaAddress,
        body: NewDialogue,
        response: { 201: Dialogue },
      },
    },
    async (request, reply) => {
      const area = await findMunicipality(database.knex, request.params.municipality);
      const { municipality_id } = area;
      await checkDialogue(database.knex, area, request.body);
      reply.code(201);
      return once(database, request, reply, async (trx) => {
        // A tablet that was put away may send it again long after the answer to it was kept.
        const dialogue_id = givenKey(request) ?? randomUUID();
        const before = await seekDialogue(trx, municipality_id, dialogue_id);
        if (before !== null) return before;
        await putDialogue(trx, area, dialogue_id, request.body);
        const found = await findDialogue(trx, municipality_id, dialogue_id);
        const details = { n: request.body.marks.length, channel: request.body.channel };
        const object = objectOf(dialogue_id, request.body);
        await database.record(trx, {
          act: 'dialogue_recorded',
          who: request.who,
          area: municipality_id,
          object,
          details,
        });
        return found;
      });
    },
  );

  app.put(
    '/api/:municipality/dialogues/:dialogue_id',
    {
      schema: {
        tags,
        summary: 'Change a dialogue',
        description: 'What is sent takes the place of what was there, marks included.',
        params: One,
        body: NewDialogue,
        response: { 200: Dialogue },
      },
    },
    async (request) => {
      const { municipality, dialogue_id } = request.params;
      const area = await findMunicipality(database.knex, municipality);
      const { municipality_id } = area;
      await checkDialogue(database.knex, area, request.body);
      return database.knex.transaction(async (trx) => {
        await findDialogue(trx, municipality_id, dialogue_id);
        await putDialogue(trx, area, dialogue_id, request.body);
        const found = await findDialogue(trx, municipality_id, dialogue_id);
        const details = { n: request.body.marks.length };
        const object = objectOf(dialogue_id, request.body);
        await database.record(trx, {
          act: 'dialogue_changed',
          who: request.who,
          area: municipality_id,
          object,
          details,
        });
        return found;
      });
    },
  );

  app.delete(
    '/api/:municipality/dialogues/:dialogue_id',
    {
      schema: {
        tags,
        summary: 'Remove a dialogue',
        description: 'With all its marks. It can’t be had back but from a backup.',
        params: One,
        response: { 204: z.undefined().describe('removed') },
      },
    },
    async (request, reply) => {
      const { municipality, dialogue_id } = request.params;
      const { municipality_id } = await findMunicipality(database.knex, municipality);
      await database.knex.transaction(async (trx) => {
        const held_on = await removeDialogue(trx, municipality_id, dialogue_id);
        const object = objectOf(dialogue_id, { held_on });
        await database.record(trx, { act: 'dialogue_removed', who: request.who, area: municipality_id, object });
      });
      return reply.code(204).send(undefined);
    },
  );

  app.post(
    '/api/:municipality/dialogues/import',
    {
      schema: fileSchema(
        'Read dialogues from a file',
        'A row is a mark; rows of one day, channel, group and place are of one dialogue.',
      ),
    },
    async (request, reply) => {
      const { municipality } = request.params;
      const check = request.query.check === 'true';
      const received = await receiveFile(options, request, { municipality, kind: KIND, check });
      if (check) return received.answer;
      return once(database, request, reply, (trx) => storeFile(trx, database, request.who, received, KIND));
    },
  );
}
