import { rm } from 'node:fs/promises';
import type { PerceptionFile } from '@lagesbild/contract';
import type { FastifyRequest } from 'fastify';
import type { Knex } from 'knex';
import { z } from 'zod';
import { findMunicipality, type MunicipalityRow } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import { receiveUpload } from '../import/upload.ts';
import { preferredLanguage } from '../language.ts';
import { sentence } from '../sentence.ts';
import type { Read } from './file.ts';
import { readTable, type TableRow } from './table.ts';
import type { Column } from './words.ts';

const REJECTED_LISTED = 100;

/** Only for the description of the api: the file is read as it comes, past any schema. */
export const FileBody = z.unknown().meta({
  type: 'object',
  properties: { file: { type: 'string', format: 'binary', description: 'the file' } },
  required: ['file'],
});
export const FileQuery = z.object({
  check: z.enum(['true', 'false']).default('false').describe('true: only look through it, and store nothing'),
});
export const FILE_DESCRIPTION =
  'multipart/form-data with one field `file`: CSV, XLSX or GeoJSON. With a row that can’t be used nothing of it is stored, and the ' +
  'answer says which and why; `check=true` lists all of them. A file that is sent again with the same Idempotency-Key is stored once.';

/** What a file of one kind is read by. */
export interface FileKind<T> {
  readonly needed: readonly (readonly Column[])[];
  readonly read: (knex: Knex, area: MunicipalityRow, rows: readonly TableRow[]) => Promise<Read<T>>;
  readonly sizeOf: (found: T) => number;
}

/** A file that was received, read and found usable throughout, or its faults. */
export async function receiveFile<T>(
  { knex, data_dir }: { knex: Knex; data_dir: string },
  request: FastifyRequest,
  { municipality, kind, check }: { municipality: string; kind: FileKind<T>; check: boolean },
): Promise<{ area: MunicipalityRow; found: readonly T[]; answer: PerceptionFile }> {
  const area = await findMunicipality(knex, municipality);
  if (!request.isMultipart()) throw new ProblemError('upload_missing');
  const part = await request.file().catch(() => undefined);
  if (part?.fieldname !== 'file') throw new ProblemError('upload_missing');
  const file = await receiveUpload(part, data_dir);
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
