import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Disclosure } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';

const packed = promisify(gzip);
const unpacked = promisify<Buffer, Buffer>(gunzip);

/** A file as it is given, with what it is known by. */
export interface GivenFile {
  name: string;
  bytes: number;
  sha256: string;
  given: number;
  withheld: number;
  packed: Buffer;
}

export async function givenFile(
  name: string,
  text: string,
  n: Pick<GivenFile, 'given' | 'withheld'>,
): Promise<GivenFile> {
  const content = Buffer.from(text);
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { name, bytes: content.length, sha256, ...n, packed: await packed(content) };
}

/** A decision on its way into the register. */
export type Entry = Omit<Disclosure, 'made_at' | 'made_by' | 'sources' | 'file'> & {
  municipality_id: number;
  made_by: string | null;
  sources: number[];
  file: GivenFile | null;
};

// in: the entry; out: nothing
const ADD = `
  insert into staff.disclosure (municipality_id, disclosure_id, made_by, recipient, reference, legal_ground, secrecy_rule, outcome,
    reason, appeal, subject, filter, sources, masking, data_version, companion, file_name, file_bytes, file_sha256, file_given,
    file_withheld, file)
  values (:municipality_id, :disclosure_id, cast(:made_by as uuid), :kind, :reference, :legal_ground, :rule, :outcome,
    :reason, :appeal, :subject, :filter, cast(:sources as integer[]), cast(:masking as jsonb), :data_version, :companion, :name, :bytes,
    :sha256, :given, :withheld, :packed)`;

export async function addDisclosure(
  trx: Knex,
  { recipient, secrecy_test, masking, file, ...entry }: Entry,
): Promise<void> {
  const { name = null, bytes = null, sha256 = null, given = null, withheld = null, packed = null } = file ?? {};
  await trx.raw(ADD, {
    ...{ ...entry, ...recipient, ...secrecy_test },
    ...{ name, bytes, sha256, given, withheld, packed },
    masking: masking === null ? null : JSON.stringify(masking),
  } as never);
}

/** As many as a page shows; what is older is in the log and in the municipality's own register. */
const LISTED = 200;

// in: municipality_id, disclosure_id or null, hidden, limit; out: decisions, without their files; order: the newest first
const DECISIONS = `
  select d.disclosure_id, to_char(d.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24":"MI":"SS"Z"') as made_at, a.name as made_by,
    json_build_object('kind', d.recipient, 'reference', d.reference) as recipient, d.legal_ground,
    json_build_object('rule', d.secrecy_rule, 'outcome', d.outcome, 'reason', d.reason) as secrecy_test, d.appeal, d.subject, d.filter,
    array(select coalesce(s.name, n.source_id::text) from unnest(d.sources) with ordinality as n (source_id, position)
      left join staff.source s on s.municipality_id = d.municipality_id and s.source_id = n.source_id
      order by n.position) as sources,
    d.masking, cast(d.data_version as integer) as data_version,
    case when d.file_name is not null then json_build_object('name', d.file_name, 'bytes', d.file_bytes,
      'sha256', d.file_sha256, 'given', d.file_given, 'withheld', d.file_withheld) end as file,
    d.companion
  from staff.disclosure d
  left join staff.account a on a.account_id = d.made_by
  where d.municipality_id = :municipality_id
    and (cast(:disclosure_id as uuid) is null or d.disclosure_id = cast(:disclosure_id as uuid))
    and not d.sources && cast(:hidden as integer[])
  order by d.made_at desc, d.disclosure_id
  limit :limit`;

/** Where a decision is looked for, by whom. */
interface Reader {
  municipality_id: number;
  /** sources that whoever asks may not see: what was given of them isn't there for them */
  hidden: readonly number[];
}

/** What has been decided in an area, the newest first. */
export async function listDisclosures(knex: Knex, { municipality_id, hidden }: Reader): Promise<Disclosure[]> {
  const asked = { municipality_id, hidden: [...hidden], disclosure_id: null, limit: LISTED };
  return (await knex.raw<{ rows: Disclosure[] }>(DECISIONS, asked)).rows;
}

/** One of them. @throws {ProblemError} disclosure_unknown */
export async function findDisclosure(
  knex: Knex,
  { municipality_id, hidden }: Reader,
  disclosure_id: string,
): Promise<Disclosure> {
  const asked = { municipality_id, hidden: [...hidden], disclosure_id, limit: 1 };
  const { rows } = await knex.raw<{ rows: Disclosure[] }>(DECISIONS, asked);
  if (!rows[0]) throw new ProblemError('disclosure_unknown', { id: disclosure_id });
  return rows[0];
}

/** The file of one that was found, byte for byte as it was given. @throws {ProblemError} disclosure_without_file */
export async function fileOf(
  knex: Knex,
  { municipality_id }: Reader,
  { disclosure_id, file }: Disclosure,
): Promise<Buffer> {
  if (file === null) throw new ProblemError('disclosure_without_file', { id: disclosure_id });
  const { rows } = await knex.raw<{ rows: { file: Buffer }[] }>(
    'select file from staff.disclosure where municipality_id = :municipality_id and disclosure_id = :disclosure_id',
    { municipality_id, disclosure_id },
  );
  if (!rows[0]) throw new ProblemError('disclosure_unknown', { id: disclosure_id });
  return unpacked(rows[0].file);
}
