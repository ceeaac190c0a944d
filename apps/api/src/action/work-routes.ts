import {
  ActionFile,
  ActionKind,
  ActionWork,
  ATTACHMENT_BYTES_MAX,
  ChangedWork,
  ControlProposals,
  Foreseen,
  NewAmendment,
  NewNote,
  SurveyRound,
} from '@lagesbild/contract';
import { dayNumber } from '@lagesbild/incidents';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import { Exhibits } from '../analysis/exhibit.ts';
import type { Act } from '../audit/acts.ts';
import type { Database } from '../db/database.ts';
import { findMunicipality, type MunicipalityRow } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import type { Incidents } from '../incident/store.ts';
import { preferredLanguage } from '../language.ts';
import { once } from '../resend.ts';
import type { RoomApp } from '../room.ts';
import { sentence } from '../sentence.ts';
import { findAction, listActions } from './action.ts';
import { drawnAnew } from './attachment.ts';
import { calendarOf } from './calendar.ts';
import { conclude } from './conclude.ts';
import { proposeControls } from './control.ts';
import { addAttachment, addNote, findAttachment, readFile, removeAttachment } from './file.ts';
import { foresee, foreseeable } from './foreseen.ts';
import { addHistory } from './history-entry.ts';
import { OneAction as One, objectOf, readerOf } from './reader.ts';
import { roleOf } from './who.ts';
import { readWorks } from './work.ts';
import './work-sentences.ts';
import { todayIn } from '../today.ts';
import { amendWork, changeWork, holdWork, mustBeRegistrable, mustBeRound, registerWork } from './work-register.ts';

const tags = ['actions'];
const Version = z.strictObject({ version: z.number().int().min(1).describe('of the work') });
const OneAttachment = One.extend({ attachment_id: z.uuid().describe('UUID of the attachment') });
const KINDS = `
  select code, names from staff.action_kind where municipality_id = :municipality_id order by position, code`;
const SURVEYED = `
  update staff.action_work set survey_after = cast(:round as jsonb), version = version + 1
  where municipality_id = :municipality_id and action_id = :action_id`;

/**
 * Long, because each of its routes is mostly the description of it.
 *
 * An action from its problem to what became of it: planned, registered before it starts, evaluated when its follow-up date comes.
 */
export function workRoutes(app: RoomApp, { database, incidents }: { database: Database; incidents: Incidents }): void {
  const exhibits = new Exhibits(database, app.log);
  const at = async (request: FastifyRequest): Promise<MunicipalityRow & { action_id: string }> => {
    const { municipality, action_id } = request.params as z.infer<typeof One>;
    return { ...(await findMunicipality(database.knex, municipality)), action_id };
  };
  /** A change of an action, with its entry in the log. */
  const changing = async <T>(
    trx: Parameters<typeof addNote>[0],
    request: FastifyRequest,
    { municipality_id, action_id }: MunicipalityRow & { action_id: string },
    act: Extract<Act, `action_${string}`>,
    work: () => Promise<T>,
  ): Promise<T> => {
    const object = objectOf(await findAction(trx, readerOf(request, municipality_id), action_id));
    const done = await work();
    await database.record(trx, { act, who: request.who, area: municipality_id, object } as never);
    return done;
  };

  app.get(
    '/api/:municipality/actions/kinds',
    {
      schema: {
        tags,
        summary: 'What sorts of action there are',
        description: 'As shipped, or as the area has changed them.',
        params: AreaAddress,
        response: { 200: z.array(ActionKind) },
      },
    },
    async (request) => {
      const { municipality_id } = await findMunicipality(database.knex, request.params.municipality);
      return (await database.knex.raw<{ rows: ActionKind[] }>(KINDS, { municipality_id })).rows;
    },
  );

  app.get(
    '/api/:municipality/actions/calendar.ics',
    {
      schema: {
        tags,
        summary: 'Starts, ends and follow-ups as a calendar',
        description:
          'iCalendar (RFC 5545). An event keeps its UID, so that a calendar that reads it again moves what was moved.',
        params: AreaAddress,
        response: { 200: { content: { 'text/calendar': { schema: z.string() } } } },
      },
    },
    async (request, reply) => {
      const { municipality_id, slug, names } = await findMunicipality(database.knex, request.params.municipality);
      const language = preferredLanguage(request.headers['accept-language']);
      const actions = await listActions(database.knex, readerOf(request, municipality_id));
      const said = (code: string): string => sentence(language, code, { area: names[language] ?? names.sv });
      const words = {
        ...{ name: said('action_calendar_name'), starts: said('action_calendar_starts') },
        ...{ ends: said('action_calendar_ends'), follow_up: said('action_calendar_follow_up') },
      };
      reply.header('content-disposition', `attachment; filename="${slug}.ics"`).header('cache-control', 'no-store');
      return reply.type('text/calendar; charset=utf-8').send(calendarOf(actions, slug, words) as never);
    },
  );

  app.get(
    '/api/:municipality/actions/:action_id/file',
    {
      schema: {
        tags,
        summary: 'Notes, history, attachments, amendments and evaluations of an action',
        description: 'Who wrote or changed something is an organisation and a role, never a name.',
        params: One,
        response: { 200: ActionFile },
      },
    },
    async (request, reply) => {
      const { municipality_id, action_id } = await at(request);
      await findAction(database.knex, readerOf(request, municipality_id), action_id);
      reply.header('cache-control', 'no-store');
      return readFile(database.knex, { municipality_id, action_id });
    },
  );

  app.patch(
    '/api/:municipality/actions/:action_id/work',
    {
      schema: {
        tags,
        summary: 'Change what is worked on of an action',
        description:
          'What isn’t named stays. Of the version that was read: another one in between is refused with 409. Before the start a change of ' +
          'what was registered takes the registration back; after it, it is refused.',
        params: One,
        body: ChangedWork,
        response: { 200: ActionWork },
      },
    },
    async (request) => {
      const area = await at(request);
      const { municipality_id, action_id } = area;
      const asked = { area, action_id, change: request.body, who: roleOf(request) };
      return database.knex.transaction((trx) =>
        changing(trx, request, area, 'action_work_changed', () =>
          changeWork(trx, readerOf(request, municipality_id), asked),
        ),
      );
    },
  );

  app.get(
    '/api/:municipality/actions/:action_id/controls',
    {
      schema: {
        tags,
        summary: 'Where an action could be compared with',
        description:
          'The same shape, laid over the built-up areas, clear of the action and of both rings: those whose incidents of the year before the ' +
          'start, four weeks at a time, were most like its own.',
        params: One,
        response: { 200: ControlProposals },
      },
    },
    async (request, reply) => {
      const area = await at(request);
      const { municipality_id, action_id } = area;
      await findAction(database.knex, readerOf(request, municipality_id), action_id);
      const work = (await readWorks(database.knex, municipality_id, action_id)).get(action_id)!;
      if (work.area === null) throw new ProblemError('action_lacks_area');
      if (work.outcome === null) throw new ProblemError('action_lacks_outcome');
      const { outline } = work.area;
      const { ring_m, outcome, starts_on } = work;
      const today = todayIn(area.time_zone);
      const until = dayNumber('to', starts_on !== null && starts_on < today ? starts_on : today)!;
      reply.header('cache-control', 'no-store');
      return proposeControls(database.knex, incidents, area, { outline, ring_m, outcome, until });
    },
  );

  app.get(
    '/api/:municipality/actions/:action_id/foreseen',
    {
      schema: {
        tags,
        summary: 'What could be seen of an action at all',
        description:
          'From the counts of the same weeks a year before. Null until it is said where, when and what is to change.',
        params: One,
        response: { 200: z.object({ foreseen: Foreseen.nullable() }) },
      },
    },
    async (request, reply) => {
      const area = await at(request);
      const { municipality_id, action_id } = area;
      await findAction(database.knex, readerOf(request, municipality_id), action_id);
      const work = (await readWorks(database.knex, municipality_id, action_id)).get(action_id)!;
      const asked = foreseeable(work);
      reply.header('cache-control', 'no-store');
      return { foreseen: asked && (await foresee(incidents, area.slug, asked)) };
    },
  );

  app.post(
    '/api/:municipality/actions/:action_id/register',
    {
      schema: {
        tags,
        summary: 'Register what is expected of an action, before it starts',
        description: 'From its start on nothing of it can be changed, only amended with a reason.',
        params: One,
        body: Version,
        response: { 200: ActionWork },
      },
    },
    async (request, reply) => {
      const area = await at(request);
      const { municipality_id, action_id } = area;
      const { version } = request.body;
      const reader = readerOf(request, municipality_id);
      const today = todayIn(area.time_zone);
      const read = (await readWorks(database.knex, municipality_id, action_id)).get(action_id);
      if (read === undefined) throw new ProblemError('action_unknown', { id: action_id });
      mustBeRegistrable(read, today);
      const foreseen = await foresee(incidents, area.slug, foreseeable(read)!);
      return once(database, request, reply, (trx) =>
        changing(trx, request, area, 'action_registered', async () => {
          mustBeRegistrable(await holdWork(trx, reader, action_id, version), today);
          return registerWork(trx, reader, { action_id, today, foreseen, who: roleOf(request) });
        }),
      );
    },
  );

  app.post(
    '/api/:municipality/actions/:action_id/amend',
    {
      schema: {
        tags,
        summary: 'Say what is expected now, and why, beside what was registered',
        description:
          'Of an action that has started. What was registered stays as it was; the evaluation says that it was amended.',
        params: One,
        body: NewAmendment,
        response: { 200: ActionWork },
      },
    },
    async (request, reply) => {
      const area = await at(request);
      const { municipality_id, action_id } = area;
      const asked = { action_id, amendment: request.body, who: roleOf(request), today: todayIn(area.time_zone) };
      return once(database, request, reply, (trx) =>
        changing(trx, request, area, 'action_amended', () => amendWork(trx, readerOf(request, municipality_id), asked)),
      );
    },
  );

  app.post(
    '/api/:municipality/actions/:action_id/survey',
    {
      schema: {
        tags,
        summary: 'Record the second round of the survey on the spot',
        description: 'Of an action that has started; until it is evaluated.',
        params: One,
        body: SurveyRound,
        response: { 200: ActionWork },
      },
    },
    async (request, reply) => {
      const area = await at(request);
      const { municipality_id, action_id } = area;
      const round = request.body;
      mustBeRound(round);
      return once(database, request, reply, (trx) =>
        changing(trx, request, area, 'action_work_changed', async () => {
          const work = (await readWorks(trx, municipality_id, action_id)).get(action_id)!;
          if (work.outcome?.measure !== 'survey' || !work.frozen) throw new ProblemError('action_no_survey');
          if (work.verdict !== null && !work.due) throw new ProblemError('action_evaluated_already');
          await trx.raw(SURVEYED, { municipality_id, action_id, round: JSON.stringify(round) });
          await addHistory(trx, { municipality_id, action_id, who: roleOf(request), what: 'surveyed' });
          return (await readWorks(trx, municipality_id, action_id)).get(action_id)!;
        }),
      );
    },
  );

  app.post(
    '/api/:municipality/actions/:action_id/evaluate',
    {
      schema: {
        tags,
        summary: 'Evaluate an action whose follow-up date is here, now',
        description: 'The program does so by itself within the day. What is found stays, whatever it is.',
        params: One,
        response: { 200: ActionFile },
      },
    },
    async (request) => {
      const area = await at(request);
      const { municipality_id, action_id } = area;
      const { title } = await findAction(database.knex, readerOf(request, municipality_id), action_id);
      const asked = { action_id, title, by: roleOf(request), who: request.who };
      await conclude({ database, incidents, exhibits }, area, asked);
      return readFile(database.knex, { municipality_id, action_id });
    },
  );

  app.post(
    '/api/:municipality/actions/:action_id/notes',
    {
      schema: {
        tags,
        summary: 'Write a note on an action',
        description: 'Kept with an organisation and a role, not with a name.',
        params: One,
        body: NewNote,
        response: { 201: ActionFile },
      },
    },
    async (request, reply) => {
      const area = await at(request);
      const { municipality_id, action_id } = area;
      reply.code(201);
      return once(database, request, reply, (trx) =>
        changing(trx, request, area, 'action_noted', async () => {
          await addNote(trx, { municipality_id, action_id, who: roleOf(request), text: request.body.text });
          return readFile(trx, { municipality_id, action_id });
        }),
      );
    },
  );

  app.post(
    '/api/:municipality/actions/:action_id/attachments',
    {
      schema: {
        tags,
        summary: 'Keep a picture or a PDF with an action',
        description:
          'multipart/form-data with one field `file`: JPEG, PNG, WebP or PDF, 8 MB at most. A picture is drawn anew, without what its camera ' +
          'wrote into it.',
        consumes: ['multipart/form-data'],
        params: One,
        response: { 201: ActionFile },
      },
    },
    async (request, reply) => {
      const area = await at(request);
      const { municipality_id, action_id } = area;
      if (!request.isMultipart()) throw new ProblemError('upload_missing');
      const part = await request.file({ limits: { fileSize: ATTACHMENT_BYTES_MAX } }).catch(() => undefined);
      if (part?.fieldname !== 'file') throw new ProblemError('upload_missing');
      const bytes = await part.toBuffer();
      if (part.file.truncated)
        throw new ProblemError('action_attachment_large', { limit: ATTACHMENT_BYTES_MAX / 1024 ** 2 });
      const drawn = await drawnAnew(part.filename, bytes);
      request.body = { name: drawn.name, bytes: bytes.length }; // what tells one from another, for whoever sends it again
      reply.code(201);
      return once(database, request, reply, (trx) =>
        changing(trx, request, area, 'action_attached', async () => {
          await addAttachment(trx, { municipality_id, action_id, who: roleOf(request), drawn });
          return readFile(trx, { municipality_id, action_id });
        }),
      );
    },
  );

  app.get(
    '/api/:municipality/actions/:action_id/attachments/:attachment_id',
    {
      schema: {
        tags,
        summary: 'An attachment, as a download',
        description: 'Never shown in place: a browser saves it.',
        params: OneAttachment,
        response: {
          200: { content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } } },
        },
      },
    },
    async (request, reply) => {
      const { municipality_id, action_id } = await at(request);
      const { attachment_id } = request.params;
      const { name, type, content } = await findAttachment(database.knex, {
        municipality_id,
        action_id,
        attachment_id,
      });
      reply.headers({
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, '')}`,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
      return reply.type(type).send(content as never);
    },
  );

  app.delete(
    '/api/:municipality/actions/:action_id/attachments/:attachment_id',
    {
      schema: {
        tags,
        summary: 'Remove an attachment',
        description: 'For good; the history says that it was there.',
        params: OneAttachment,
        response: { 200: ActionFile },
      },
    },
    async (request) => {
      const area = await at(request);
      const { municipality_id, action_id } = area;
      const { attachment_id } = request.params;
      return database.knex.transaction((trx) =>
        changing(trx, request, area, 'action_detached', async () => {
          await removeAttachment(trx, { municipality_id, action_id, attachment_id, who: roleOf(request) });
          return readFile(trx, { municipality_id, action_id });
        }),
      );
    },
  );
}
