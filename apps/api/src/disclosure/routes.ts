import { randomUUID } from 'node:crypto';
import { Disclosure, DisclosurePreview, DisclosureScope, NewDisclosure } from '@lagesbild/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import { findMunicipality } from '../db/municipality.ts';
import type { SourceViewers } from '../db/source-viewers.ts';
import { ProblemError } from '../errors.ts';
import type { Incidents } from '../incident/store.ts';
import { preferredLanguage } from '../language.ts';
import { once } from '../resend.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { type Asked, askedFor, notesIn } from './asked.ts';
import { companionText } from './companion.ts';
import { cellsOf, disclosedCsv, disclosedGeojson } from './file.ts';
import type { Masked } from './mask.ts';
import { addDisclosure, fileOf, findDisclosure, type GivenFile, givenFile, listDisclosures } from './register.ts';
import './sentences.ts';
import { todayIn } from '../today.ts';

const tags = ['disclosure'];
const One = AreaAddress.extend({ disclosure_id: z.uuid().describe('UUID of the disclosure') });
const SAMPLE_LINES = 5;
/** A hundred thousand rows take seconds to read and to write. */
const MAKE_MS = 5 * 60_000;
/** As a personal number is written: nobody's case number looks so. */
const PERSONAL = /(?<!\d)(?:\d{2})?\d{6}[-+]\d{4}(?!\d)|(?<!\d)(?:19|20)\d{10}(?!\d)/;

export interface DisclosureOptions extends RoomOptions {
  incidents: Incidents;
  viewers: SourceViewers;
}

/** Incidents, or what people say, given out to whoever asks, or refused: tried, masked, recorded, and kept as it was given. */
export async function disclosureRoom(app: RoomApp, { database, incidents, viewers }: DisclosureOptions): Promise<void> {
  const readerOf = async (request: FastifyRequest, slug: string) => {
    const { municipality_id } = await findMunicipality(database.knex, slug);
    return { municipality_id, hidden: await viewers.hiddenFrom(slug, request.person) };
  };

  app.get(
    '/api/:municipality/disclosures',
    {
      schema: {
        tags,
        summary: 'What has been given out, and refused',
        description: 'The newest 200, without those of a source that whoever asks may not see.',
        params: AreaAddress,
        response: { 200: z.array(Disclosure) },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return listDisclosures(database.knex, await readerOf(request, request.params.municipality));
    },
  );

  app.post(
    '/api/:municipality/disclosures/preview',
    {
      handlerTimeout: MAKE_MS,
      schema: {
        tags,
        summary: 'What a file would hold, and what masking does to it',
        description:
          'Nothing is given and nothing is kept. Refused where giving it would be. Free texts that the file would hold are all shown: ' +
          'they have to be read before they are given.',
        params: AreaAddress,
        body: DisclosureScope,
        response: { 200: DisclosurePreview },
      },
    },
    async (request, reply) => {
      const asked = await askedFor({ database, incidents }, request, request.params.municipality, request.body);
      const made = await asked.make!(preferredLanguage(request.headers['accept-language']));
      const { columns, lines, ...counts } = made;
      const sample = lines.slice(0, SAMPLE_LINES).map((line) => cellsOf(line, request.body.masking).map(String));
      reply.header('cache-control', 'no-store');
      return { ...counts, lines: lines.length, columns, sample, notes: notesIn(made) };
    },
  );

  app.post(
    '/api/:municipality/disclosures',
    {
      handlerTimeout: MAKE_MS,
      schema: {
        tags,
        summary: 'Give data out, or refuse to',
        description:
          'Makes the file and the text that goes with it, and records both with the secrecy test. A refusal is recorded the same ' +
          'way, without a file. Sources that whoever decides may not see are never in it; a source of the police without its ' +
          'lawful basis is refused, and so are free texts that nobody has read.',
        params: AreaAddress,
        body: NewDisclosure,
        response: { 201: Disclosure },
      },
    },
    async (request, reply) => {
      const decision = request.body;
      const { municipality } = request.params;
      mustBeConsistent(decision);
      const asked = await askedFor({ database, incidents }, request, municipality, decision.scope);
      const { area, subject, filter, sources } = asked;
      const { masking } = decision.scope;
      const day = todayIn(area.time_zone);
      const made = (await asked.make?.(decision.language)) ?? null;
      if (made !== null) mustBeRead(made, decision);
      const file = made === null ? null : await fileFor(decision, asked, made, day);
      const companion = companionText({ decision, asked, day, file: file && { ...file, masked: made! } });
      reply.code(201);
      const { recipient, legal_ground, secrecy_test, appeal } = decision;
      const { reference, kind } = recipient;
      return once(database, request, reply, async (trx) => {
        const { municipality_id, version: data_version } = area;
        const disclosure_id = randomUUID();
        await addDisclosure(trx, {
          ...{ municipality_id, disclosure_id, data_version, recipient, legal_ground, secrecy_test, appeal },
          ...{ subject, filter, masking, companion, file },
          sources: sources.map(({ source_id }) => source_id),
          made_by: request.who.kind === 'account' ? request.who.account_id : null,
        });
        const object = { kind: 'disclosure', id: disclosure_id, name: reference };
        const told = { who: request.who, area: municipality_id, object };
        const found = await findDisclosure(trx, { municipality_id, hidden: [] }, disclosure_id);
        if (file === null)
          await database.record(trx, { ...told, act: 'disclosure_refused', details: { kind, filter } });
        else {
          const details = { kind, filter, n: file.given, sha256: file.sha256 };
          await database.record(trx, { ...told, act: 'disclosure_made', details });
        }
        return found;
      });
    },
  );

  app.get(
    '/api/:municipality/disclosures/:disclosure_id/file',
    {
      schema: {
        tags,
        summary: 'The file that was given, byte for byte',
        description: 'For administrators who may see every source it is of. The log tells each time.',
        params: One,
        response: { 200: { content: { 'application/octet-stream': { schema: z.string() } } } },
      },
    },
    async (request, reply) => {
      const reader = await readerOf(request, request.params.municipality);
      const found = await findDisclosure(database.knex, reader, request.params.disclosure_id);
      const content = await fileOf(database.knex, reader, found);
      const object = { kind: 'disclosure', id: found.disclosure_id, name: found.recipient.reference };
      const { who } = request;
      await database.record(database.knex, { act: 'disclosure_fetched', who, area: reader.municipality_id, object });
      const { name } = found.file!;
      return reply
        .type(name.endsWith('.csv') ? 'text/csv; charset=utf-8' : 'application/geo+json; charset=utf-8')
        .headers({ 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' })
        .send(content as never);
    },
  );

  async function fileFor(decision: NewDisclosure, asked: Asked, made: Masked, day: string): Promise<GivenFile> {
    const { format } = decision;
    const masking = decision.scope.masking!;
    const { slug, srid } = asked.area;
    const text =
      format === 'csv' ? disclosedCsv(made, masking) : await disclosedGeojson(database.knex, made, masking, srid);
    return givenFile(`${slug}-${fileWord(decision.recipient.reference)}-${day}.${format}`, text, made);
  }
}

/** What a file's name can hold of a case number. */
const fileWord = (reference: string): string =>
  reference
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();

/**
 * What a schema alone doesn't tell: a refusal gives nothing, and what isn't given whole says how to appeal.
 * @throws {ProblemError} disclosure_reference_personal, disclosure_appeal_missing, disclosure_refused_gives, disclosure_gives_nothing
 */
function mustBeConsistent({ recipient, secrecy_test, appeal, format, scope }: NewDisclosure): void {
  const { outcome } = secrecy_test;
  if (PERSONAL.test(recipient.reference)) throw new ProblemError('disclosure_reference_personal');
  if (outcome !== 'whole' && appeal === null) throw new ProblemError('disclosure_appeal_missing');
  if (outcome === 'refused' && (format !== null || scope.masking !== null))
    throw new ProblemError('disclosure_refused_gives');
  if (outcome !== 'refused' && (format === null || scope.masking === null))
    throw new ProblemError('disclosure_gives_nothing');
}

/** Free text goes out only when whoever decides has seen these very texts. @throws {ProblemError} disclosure_notes_unread */
function mustBeRead(made: Masked, { notes_read }: NewDisclosure): void {
  const notes = notesIn(made);
  if (notes !== null && notes.texts.length > 0 && notes.fingerprint !== notes_read)
    throw new ProblemError('disclosure_notes_unread', { n: notes.texts.length });
}
