import { rm } from 'node:fs/promises';
import { PerceptionFile } from '@lagesbild/contract';
import type { FastifyRequest } from 'fastify';
import type { Knex } from 'knex';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import type { Database } from '../db/database.ts';
import { findMunicipality, type MunicipalityRow } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import { receiveUpload } from '../import/upload.ts';
import { preferredLanguage } from '../language.ts';
import type { RoomOptions } from '../room.ts';
import { sentence } from '../sentence.ts';
import type { Read } from './file.ts';
import { readTable, type TableRow } from './table.ts';
import type { Column } from './words.ts';

const REJECTED_LISTED = 100;

/** Only for the description of the api: the file is read as it comes, past any schema. */
const FileBody = z.unknown().meta({
  type: 'object',
  properties: { file: { type: 'string', format: 'binary', description: 'the file' } },
  required: ['file'],
});
const FileQuery = z.object({
  check: z.enum(['true', 'false']).default('false').describe('true: only look through it, and store nothing'),
});
const FILE_DESCRIPTION =
  'multipart/form-data with one field `file`: CSV, XLSX or GeoJSON. With a row that can’t be used nothing of it is stored, and the ' +
  'answer says which and why; `check=true` lists all of them. A file that is sent again with the same Idempotency-Key is stored once.';

/** What the description of the api says of a route that reads files; `rows` says what a row is. */
export const fileSchema = (summary: string, rows: string) => ({
  tags: ['perception'],
  summary,
  description: `${FILE_DESCRIPTION} ${rows}`,
  consumes: ['multipart/form-data'],
  params: AreaAddress,
  querystring: FileQuery,
  body: FileBody,
  response: { 200: PerceptionFile },
});

/** What a file of one kind is read by, and what is done with what was found in it. */
export interface FileKind<T> {
  readonly needed: readonly (readonly Column[])[];
  readonly read: (knex: Knex, area: MunicipalityRow, rows: readonly TableRow[]) => Promise<Read<T>>;
  readonly sizeOf: (found: T) => number;
  readonly object: 'dialogue' | 'survey';
  readonly act: 'dialogues_imported' | 'surveys_imported';
  readonly put: (trx: Knex, area: MunicipalityRow, one: T) => Promise<void>;
}

interface Received<T> {
  area: MunicipalityRow;
  found: readonly T[];
  answer: PerceptionFile;
}

/** Stores what was found in a file, in the caller's transaction. */
export async function storeFile<T>(
  trx: Knex.Transaction,
  { record }: Pick<Database, 'record'>,
  who: FastifyRequest['who'],
  { area, found, answer }: Received<T>,
  { object, act, put }: FileKind<T>,
): Promise<PerceptionFile> {
  for (const one of found) await put(trx, area, one);
  const told = { kind: object, id: '', name: `${found.length}` };
  await record(trx, { act, who, area: area.municipality_id, object: told, details: { n: answer.marks } });
  return answer;
}

/** A file that was received, read and found usable throughout, or its faults. */
export async function receiveFile<T>(
  { config, database }: RoomOptions,
  request: FastifyRequest,
  { municipality, kind, check }: { municipality: string; kind: FileKind<T>; check: boolean },
): Promise<Received<T>> {
  const { knex } = database;
  const area = await findMunicipality(knex, municipality);
  if (!request.isMultipart()) throw new ProblemError('upload_missing');
  const part = await request.file().catch(() => undefined);
  if (part?.fieldname !== 'file') throw new ProblemError('upload_missing');
  const file = await receiveUpload(part, config.data_dir);
  request.body = { sha256: file.sha256 }; // what tells one upload from another, for whoever sends it again
  try {
    const { found, rows, rejected } = await kind.read(knex, area, await readTable(file, kind.needed));
    const [first] = rejected;
    if (!check && first !== undefined)
      throw new ProblemError('perception_rows_unusable', {
        ...{ n: rejected.length, row: first.row, why: first.fault.said },
      });
    const language = preferredLanguage(request.headers['accept-language']);
    const told = rejected
      .slice(0, REJECTED_LISTED)
      .map(({ row, fault }) => ({ row, why: sentence(language, fault.code, fault.params) }));
    const marks = found.reduce((sum, one) => sum + kind.sizeOf(one), 0);
    return { area, found, answer: { rows, stored: check ? 0 : found.length, marks, rejected: told } };
  } finally {
    await rm(file.path, { force: true });
  }
}
