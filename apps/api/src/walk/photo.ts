import { PHOTO_SIDE_MAX, PHOTOS_MAX, type WalkPhoto } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';
import { redrawn } from '../picture.ts';
import type { ObservationAt } from './observation.ts';
import './sentences.ts';

type PhotoAt = ObservationAt & { photo_id: string };

const OF = `municipality_id = :municipality_id and walk_id = cast(:walk_id as uuid)
    and observation_id = cast(:observation_id as uuid)`;
const AT = `${OF} and photo_id = cast(:photo_id as uuid)`;
const KEPT = `select photo_id, octet_length(content) as bytes from staff.walk_photo where ${AT}`;
const COUNT = `select cast(count(*) as integer) as n from staff.walk_photo where ${OF}`;
const ADD = `
  insert into staff.walk_photo (municipality_id, walk_id, observation_id, photo_id, photo_no, content)
  select :municipality_id, cast(:walk_id as uuid), cast(:observation_id as uuid), cast(:photo_id as uuid),
    coalesce(max(photo_no), 0) + 1, cast(:content as bytea)
  from staff.walk_photo where ${OF}`;
const CONTENT = `select content from staff.walk_photo where ${AT}`;
const REMOVE = `delete from staff.walk_photo where ${AT} returning 1 as done`;

/** A photo as it may be kept. @throws {ProblemError} walk_photo_type, walk_photo_broken */
export async function redrawnPhoto(bytes: Buffer): Promise<Buffer> {
  const picture = await redrawn(bytes, PHOTO_SIDE_MAX, 'jpeg');
  if (picture === 'none') throw new ProblemError('walk_photo_type');
  if (picture === 'broken') throw new ProblemError('walk_photo_broken');
  return picture.content;
}

/** Keeps a photo; one of that number stays as it is. @throws {ProblemError} walk_photos_many */
export async function addPhoto(trx: Knex, { content, ...at }: PhotoAt & { content: Buffer }): Promise<WalkPhoto> {
  const kept = async (): Promise<WalkPhoto | undefined> =>
    (await trx.raw<{ rows: WalkPhoto[] }>(KEPT, at as never)).rows[0];
  const before = await kept();
  if (before !== undefined) return before;
  const { rows } = await trx.raw<{ rows: { n: number }[] }>(COUNT, at as never);
  if (rows[0]!.n >= PHOTOS_MAX) throw new ProblemError('walk_photos_many', { limit: PHOTOS_MAX });
  await trx.raw(ADD, { ...at, content } as never);
  return (await kept())!;
}

/** @throws {ProblemError} walk_photo_unknown */
export async function findPhoto(knex: Knex, at: PhotoAt): Promise<Buffer> {
  const { rows } = await knex.raw<{ rows: { content: Buffer }[] }>(CONTENT, at as never);
  if (rows[0] === undefined) throw new ProblemError('walk_photo_unknown');
  return rows[0].content;
}

/** @throws {ProblemError} walk_photo_unknown */
export async function removePhoto(trx: Knex, at: PhotoAt): Promise<void> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(REMOVE, at as never);
  if (rows.length === 0) throw new ProblemError('walk_photo_unknown');
}
