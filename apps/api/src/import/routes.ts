import { rm } from 'node:fs/promises';
import multipart from '@fastify/multipart';
import { Import, ImportDecision } from '@lagesbild/contract';
import { z } from 'zod';
import { findMunicipality } from '../db/municipality.ts';
import type { SourceViewers } from '../db/source-viewers.ts';
import { ProblemError } from '../errors.ts';
import { progressEvents } from '../progress-events.ts';
import { onceHere } from '../resend.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { importAccess, languageOf } from './access.ts';
import { IMPORT_TAGS, ImportAddress, UNHURRIED_MS } from './address.ts';
import { demonstrationRoutes } from './demonstration-routes.ts';
import { type Desk, deskOf } from './desk.ts';
import { historyRoutes } from './history-routes.ts';
import { importInWords } from './in-words.ts';
import { isOver } from './job.ts';
import { startPolisen } from './polisen-schedule.ts';
import { emptyUploads, receiveUpload, UPLOAD_LIMITS, UPLOAD_MAX_MB } from './upload.ts';
import './sentences.ts';

/** Only for the description of the api: the file is read as it comes, past any schema. */
const UploadBody = z.unknown().meta({
  type: 'object',
  properties: { file: { type: 'string', format: 'binary', description: 'the file' } },
  required: ['file'],
});
/** Headers and boundaries of the form. */
const BESIDE_THE_FILE = 1024 ** 2;

/** A file on its way in: received, looked through, decided about and loaded. */
export async function importRoom(
  app: RoomApp,
  { config, database, opened, viewers }: RoomOptions & { viewers: SourceViewers },
): Promise<void> {
  await app.register(multipart, { limits: UPLOAD_LIMITS, throwFileSizeLimit: false });
  const prepared = opened.then(async (open) => {
    await emptyUploads(config.data_dir, open.engine.kind);
    return deskOf(open, config.data_dir, (sentence) => app.log.error(sentence));
  });
  prepared.catch(() => {}); // said by every route
  if (config.polisen_live) {
    const onTrouble = (sentence: string): void => app.log.warn(sentence);
    const started = Promise.all([opened, prepared]).then(([open, desk]) =>
      startPolisen(open, desk, { data_dir: config.data_dir }, onTrouble),
    );
    started.catch(() => {}); // without a database there is nothing to fetch for
    app.addHook('preClose', async () => (await started.catch(() => () => {}))());
  }
  const atDesk = (): Promise<Desk> => prepared;
  app.addHook('preClose', async () => {
    const desk = await prepared.catch(() => null);
    await desk?.close();
  });
  const access = importAccess({ database, viewers, atDesk });
  const { findMine, findStored, isHidden, admitDestination } = access;
  historyRoutes(app, { database, atDesk, access });
  demonstrationRoutes(app, { database, atDesk });

  app.post(
    '/api/imports',
    {
      handlerTimeout: UNHURRIED_MS,
      bodyLimit: UPLOAD_LIMITS.fileSize + BESIDE_THE_FILE,
      schema: {
        tags: IMPORT_TAGS,
        summary: 'Send a file of incidents to be looked through',
        description:
          'multipart/form-data with one field `file`, 2 GB at most. Nothing is stored: the answer is an import that is `reading`, then `waiting` with the guess, its preview and its questions.',
        consumes: ['multipart/form-data'],
        body: UploadBody,
        querystring: z.object({
          area: z
            .string()
            .max(64)
            .optional()
            .meta({ description: 'slug of the area it is meant for', examples: ['sigtuna'] }),
        }),
        response: { 202: Import },
      },
    },
    async (request, reply) => {
      const at = await atDesk();
      request.admittedAreas('import_files');
      admitDestination(request, { municipality: request.query.area });
      at.admit();
      if (request.query.area !== undefined) await findMunicipality(database.knex, request.query.area);
      if (!request.isMultipart()) throw new ProblemError('upload_missing');
      // Refused before it is sent, not after two gigabytes of it; the rest isn't waited for.
      if (Number(request.headers['content-length'] ?? 0) > UPLOAD_LIMITS.fileSize + BESIDE_THE_FILE)
        throw new ProblemError('upload_too_big', { limit: UPLOAD_MAX_MB }, { connection: 'close' });
      const part = await request.file().catch(() => undefined);
      if (part?.fieldname !== 'file') throw new ProblemError('upload_missing');
      const file = await receiveUpload(part, config.data_dir);
      const decided = request.query.area === undefined ? {} : { municipality: request.query.area };
      reply.code(202);
      let taken = false;
      try {
        const take = async () => {
          taken = true;
          return importInWords(languageOf(request), await at.add(file, decided, request.who));
        };
        return await onceHere(request, reply, take, [file.file_name, file.sha256]);
      } finally {
        if (!taken) await rm(file.path, { force: true }); // it came again, and is here already
      }
    },
  );

  app.get(
    '/api/imports/:import_id',
    {
      schema: {
        tags: IMPORT_TAGS,
        summary: 'One import as it stands',
        description: 'Under way or long finished. Sentences are in the language of Accept-Language.',
        params: ImportAddress,
        response: { 200: Import },
      },
    },
    async (request, reply) => {
      const at = await atDesk();
      reply.header('cache-control', 'no-store');
      const { import_id } = request.params;
      if (!at.knows(import_id)) return findStored(request, import_id);
      return importInWords(languageOf(request), await findMine(request, import_id));
    },
  );

  app.patch(
    '/api/imports/:import_id',
    {
      schema: {
        tags: IMPORT_TAGS,
        summary: 'Settle how the file is to be read, where it goes, and where it comes from',
        description: 'The file is looked through again: the answer is `reading`, then `waiting` with the new preview.',
        params: ImportAddress,
        body: ImportDecision,
        response: { 200: Import },
      },
    },
    async (request) => {
      const job = await findMine(request, request.params.import_id);
      admitDestination(request, request.body);
      await (await atDesk()).decide(job, request.body);
      return importInWords(languageOf(request), job);
    },
  );

  app.post(
    '/api/imports/:import_id/run',
    {
      schema: {
        tags: IMPORT_TAGS,
        summary: 'Load it as settled',
        description: 'Its rows show all at once when it is `done`; until then nobody sees any of them.',
        params: ImportAddress,
        response: { 202: Import },
      },
    },
    async (request, reply) => {
      const job = await findMine(request, request.params.import_id);
      admitDestination(request, job);
      // Its counts would tell what the source holds already.
      if (await isHidden(request, job)) throw new ProblemError('import_source_hidden', { name: job.source!.name });
      const at = await atDesk();
      reply.code(202);
      return onceHere(request, reply, async () => {
        at.run(job);
        return importInWords(languageOf(request), job);
      });
    },
  );

  app.post(
    '/api/imports/:import_id/cancel',
    {
      schema: {
        tags: IMPORT_TAGS,
        summary: 'Stop it; nothing of it stays',
        description: 'Possible until it is `done`; after that it can be undone.',
        params: ImportAddress,
        response: { 200: Import },
      },
    },
    async (request, reply) => {
      const job = await findMine(request, request.params.import_id);
      const at = await atDesk();
      return onceHere(request, reply, async () => {
        await at.cancel(job);
        return importInWords(languageOf(request), job);
      });
    },
  );

  app.get(
    '/api/imports/:import_id/progress',
    {
      handlerTimeout: UNHURRIED_MS,
      schema: {
        tags: IMPORT_TAGS,
        summary: 'The import at each change, as server-sent events',
        description:
          '`data:` is the import as `GET /api/imports/{import_id}` gives it; the stream ends when it is over.',
        params: ImportAddress,
      },
    },
    async (request, reply) => {
      const at = await atDesk();
      const { import_id } = request.params;
      reply
        .type('text/event-stream; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('x-accel-buffering', 'no');
      if (!at.knows(import_id)) {
        const found = await findStored(request, import_id);
        return reply.send(progressEvents({ now: () => found, watch: () => () => {}, isOver: () => true }));
      }
      const job = await findMine(request, import_id);
      const events = progressEvents({
        now: () => importInWords(languageOf(request), job),
        watch: (listener) => at.watch(job, listener),
        isOver: () => isOver(job),
      });
      return reply.send(events);
    },
  );
}
