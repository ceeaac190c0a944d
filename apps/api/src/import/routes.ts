import { rm } from 'node:fs/promises';
import multipart from '@fastify/multipart';
import { Import, ImportDecision } from '@lagesbild/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import { findMunicipality } from '../db/municipality.ts';
import type { SourceViewers } from '../db/source-viewers.ts';
import { ProblemError } from '../errors.ts';
import { preferredLanguage } from '../language.ts';
import { onceHere } from '../resend.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { today } from './demonstration.ts';
import { type Desk, deskOf } from './desk.ts';
import { findImport, listImports } from './history.ts';
import { importInWords } from './in-words.ts';
import { isOver, type Job } from './job.ts';
import { startPolisen } from './polisen-schedule.ts';
import { progressEvents } from './progress.ts';
import { rejectionCsv } from './rejection-csv.ts';
import { emptyUploads, receiveUpload, UPLOAD_LIMITS, UPLOAD_MAX_MB } from './upload.ts';
import './sentences.ts';

const Id = z.object({ import_id: z.uuid() });
/** Only for the description of the api: the file is read as it comes, past any schema. */
const UploadBody = z.unknown().meta({
  type: 'object',
  properties: { file: { type: 'string', format: 'binary', description: 'the file' } },
  required: ['file'],
});
const tags = ['import'];
/** Headers and boundaries of the form. */
const BESIDE_THE_FILE = 1024 ** 2;
/** A file of 2 GB and the watching of its import take as long as they take. */
const UNHURRIED_MS = 24 * 3600 * 1000;

/** A file on its way in: received, looked through, decided about, loaded, and taken back. */
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
  const language = (request: FastifyRequest) => preferredLanguage(request.headers['accept-language']);
  /** What came from a source that the person may not see is for them as if it weren't there. */
  const isHidden = async (
    request: FastifyRequest,
    { municipality, source }: Pick<Job | Import, 'municipality' | 'source'>,
  ): Promise<boolean> =>
    municipality !== null && source !== null && (await viewers.hides(municipality, request.person, source.slug));
  /** A file that is on its way belongs to whoever sent it, and to those who load files where it goes. */
  const findMine = async (request: FastifyRequest, import_id: string): Promise<Job> => {
    const job = (await atDesk()).find(import_id);
    const { who } = job;
    if (who.kind === 'account' && who.account_id === request.person.account?.account_id)
      request.admittedAreas('import_files');
    else {
      request.admit('import_files', job.municipality);
      if (await isHidden(request, job)) throw new ProblemError('import_unknown', { id: import_id });
    }
    return job;
  };
  /** One that is over, or runs: it stands in the database, in its area. */
  const findStored = async (request: FastifyRequest, import_id: string): Promise<Import> => {
    const found = await findImport(database.knex, language(request), import_id);
    request.admit('import_files', found.municipality);
    if (await isHidden(request, found)) throw new ProblemError('import_unknown', { id: import_id });
    return found;
  };
  /** Rows may only go where the person may load them; opening an area is a thing of its own. */
  const admitDestination = (
    request: FastifyRequest,
    { municipality, new_area }: Partial<Pick<Job, 'municipality' | 'new_area'>>,
  ): void => {
    if (municipality != null) request.admit('import_files', municipality);
    else if (new_area != null) request.admit('open_areas', null);
  };

  app.post(
    '/api/imports',
    {
      handlerTimeout: UNHURRIED_MS,
      bodyLimit: UPLOAD_LIMITS.fileSize + BESIDE_THE_FILE,
      schema: {
        tags,
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
          return importInWords(language(request), await at.add(file, decided, request.who));
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
        tags,
        summary: 'One import as it stands',
        description: 'Under way or long finished. Sentences are in the language of Accept-Language.',
        params: Id,
        response: { 200: Import },
      },
    },
    async (request, reply) => {
      const at = await atDesk();
      reply.header('cache-control', 'no-store');
      const { import_id } = request.params;
      if (!at.knows(import_id)) return findStored(request, import_id);
      return importInWords(language(request), await findMine(request, import_id));
    },
  );

  app.patch(
    '/api/imports/:import_id',
    {
      schema: {
        tags,
        summary: 'Settle how the file is to be read, where it goes, and where it comes from',
        description: 'The file is looked through again: the answer is `reading`, then `waiting` with the new preview.',
        params: Id,
        body: ImportDecision,
        response: { 200: Import },
      },
    },
    async (request) => {
      const job = await findMine(request, request.params.import_id);
      admitDestination(request, request.body);
      await (await atDesk()).decide(job, request.body);
      return importInWords(language(request), job);
    },
  );

  app.post(
    '/api/imports/:import_id/run',
    {
      schema: {
        tags,
        summary: 'Load it as settled',
        description: 'Its rows show all at once when it is `done`; until then nobody sees any of them.',
        params: Id,
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
        return importInWords(language(request), job);
      });
    },
  );

  app.post(
    '/api/imports/:import_id/cancel',
    {
      schema: {
        tags,
        summary: 'Stop it; nothing of it stays',
        description: 'Possible until it is `done`; after that it can be undone.',
        params: Id,
        response: { 200: Import },
      },
    },
    async (request, reply) => {
      const job = await findMine(request, request.params.import_id);
      const at = await atDesk();
      return onceHere(request, reply, async () => {
        await at.cancel(job);
        return importInWords(language(request), job);
      });
    },
  );

  app.get(
    '/api/imports/:import_id/progress',
    {
      handlerTimeout: UNHURRIED_MS,
      schema: {
        tags,
        summary: 'The import at each change, as server-sent events',
        description:
          '`data:` is the import as `GET /api/imports/{import_id}` gives it; the stream ends when it is over.',
        params: Id,
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
        now: () => importInWords(language(request), job),
        watch: (listener) => at.watch(job, listener),
        isOver: () => isOver(job),
      });
      return reply.send(events);
    },
  );

  app.get(
    '/api/imports/:import_id/rejections.csv',
    {
      schema: {
        tags,
        summary: 'Every row that was refused, with its reason in words',
        description:
          'UTF-8 CSV. Values are cut at 200 characters, personal numbers blacked out, formulas made harmless.',
        params: Id,
      },
    },
    async (request, reply) => {
      const { import_id, file_name, municipality } = await findStored(request, request.params.import_id);
      const told = { who: request.who, area: municipality, object: { kind: 'import', id: import_id, name: file_name } };
      await database.record(database.knex, { act: 'rejections_taken_out', ...told });
      const csv = await rejectionCsv(database.knex, language(request), request.params.import_id);
      return reply
        .type('text/csv; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('content-disposition', 'attachment; filename="rejections.csv"')
        .send(csv);
    },
  );

  app.get(
    '/api/:municipality/imports',
    {
      schema: {
        tags,
        summary: 'The area’s imports, newest first',
        description: 'Those that ran: done, failed, cancelled and undone ones too.',
        params: AreaAddress,
        response: { 200: z.array(Import) },
      },
    },
    async (request, reply) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      reply.header('cache-control', 'no-store');
      const all = await listImports(database.knex, language(request), municipality_id);
      const hidden = await Promise.all(all.map((one) => isHidden(request, one)));
      return all.filter((_, i) => !hidden[i]);
    },
  );

  app.delete(
    '/api/:municipality/imports/:import_id',
    {
      handlerTimeout: UNHURRIED_MS,
      schema: {
        tags,
        summary: 'Undo an import as a whole',
        description: 'What it changed is as before, what it added is gone; what a later file also holds stays.',
        params: AreaAddress.extend(Id.shape),
        response: { 200: Import },
      },
    },
    async (request) => {
      const { municipality, import_id } = request.params;
      await findStored(request, import_id);
      await (await atDesk()).undo(municipality, import_id, request.who);
      return findImport(database.knex, language(request), import_id);
    },
  );

  app.post(
    '/api/demonstration',
    {
      schema: {
        tags,
        summary: 'Load the synthetic data of the demonstration',
        description:
          'Five made-up years, the same each time, marked as synthetic wherever they show. Undone like any import.',
        body: AreaAddress,
        response: { 202: Import },
      },
    },
    async (request, reply) => {
      const { municipality } = request.body;
      const { time_zone } = await findMunicipality(database.knex, municipality);
      const at = await atDesk();
      reply.code(202);
      return onceHere(request, reply, async () =>
        importInWords(language(request), await at.demonstrate(municipality, today(time_zone), request.who)),
      );
    },
  );
}
