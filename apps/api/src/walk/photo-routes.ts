import { createHash, randomUUID } from 'node:crypto';
import { PHOTO_BYTES_MAX, WalkPhoto } from '@lagesbild/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';
import type { Database } from '../db/database.ts';
import { findMunicipality } from '../db/municipality.ts';
import { ProblemError } from '../errors.ts';
import { givenKey, once } from '../resend.ts';
import type { RoomApp } from '../room.ts';
import { findObservation } from './observation.ts';
import { addPhoto, findPhoto, redrawnPhoto, removePhoto } from './photo.ts';
import { findWalk } from './walk.ts';

const tags = ['walks'];
const OfObservation = AreaAddress.extend({
  walk_id: z.uuid().describe('UUID of the walk'),
  observation_id: z.uuid().describe('UUID of the observation'),
});
const One = OfObservation.extend({ photo_id: z.uuid().describe('UUID of the photo') });

/** Pictures of what is seen: taken in without what a camera writes into them, shown to signed-in staff, removed. */
export function photoRoutes(app: RoomApp, database: Database): void {
  const at = async (request: FastifyRequest) => {
    const { municipality, walk_id, observation_id } = request.params as z.infer<typeof OfObservation>;
    const area = await findMunicipality(database.knex, municipality);
    const { name } = await findWalk(database.knex, area, walk_id);
    const { municipality_id } = area;
    const object = { kind: 'walk', id: walk_id, name };
    return { which: { municipality_id, walk_id, observation_id }, object };
  };

  app.post(
    '/api/:municipality/walks/:walk_id/observations/:observation_id/photos',
    {
      schema: {
        tags,
        summary: 'Add a photo to an observation',
        description:
          'multipart/form-data with one field `file`: JPEG, PNG or WebP, at most 4 MB. It is drawn anew as a JPEG of at most 1,600 pixels a side, without EXIF. Faces and plates are blurred ' +
          'before it is sent: what comes here can’t be made unseen. Its Idempotency-Key becomes its number.',
        consumes: ['multipart/form-data'],
        params: OfObservation,
        response: { 201: WalkPhoto },
      },
    },
    async (request, reply) => {
      const { which, object } = await at(request);
      await findObservation(database.knex, which);
      if (!request.isMultipart()) throw new ProblemError('upload_missing');
      const part = await request.file({ limits: { fileSize: PHOTO_BYTES_MAX } }).catch(() => undefined);
      if (part?.fieldname !== 'file') throw new ProblemError('upload_missing');
      const bytes = await part.toBuffer();
      if (part.file.truncated) throw new ProblemError('walk_photo_large', { limit: PHOTO_BYTES_MAX / 1024 ** 2 });
      const content = await redrawnPhoto(bytes);
      request.body = createHash('sha256').update(bytes).digest('hex'); // what tells one from another, for whoever sends it again
      reply.code(201);
      return once(database, request, reply, async (trx) => {
        await findObservation(trx, which);
        const added = await addPhoto(trx, { ...which, photo_id: givenKey(request) ?? randomUUID(), content });
        await database.record(trx, {
          ...{ act: 'walk_photo_added', who: request.who, area: which.municipality_id, object },
        });
        return added;
      });
    },
  );

  app.get(
    '/api/:municipality/walks/:walk_id/observations/:observation_id/photos/:photo_id',
    {
      schema: {
        tags,
        summary: 'A photo of an observation',
        description: 'JPEG, for signed-in staff; no browser keeps it.',
        params: One,
        response: { 200: { content: { 'image/jpeg': { schema: z.string().meta({ format: 'binary' }) } } } },
      },
    },
    async (request, reply) => {
      const { which } = await at(request);
      const content = await findPhoto(database.knex, { ...which, photo_id: request.params.photo_id });
      reply.headers({
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
      return reply.type('image/jpeg').send(content as never);
    },
  );

  app.delete(
    '/api/:municipality/walks/:walk_id/observations/:observation_id/photos/:photo_id',
    {
      schema: {
        tags,
        summary: 'Remove a photo',
        description: 'For good.',
        params: One,
        response: { 204: z.undefined().describe('removed') },
      },
    },
    async (request, reply) => {
      const { which, object } = await at(request);
      await database.knex.transaction(async (trx) => {
        await removePhoto(trx, { ...which, photo_id: request.params.photo_id });
        await database.record(trx, {
          ...{ act: 'walk_photo_removed', who: request.who, area: which.municipality_id, object },
        });
      });
      return reply.code(204).send(undefined);
    },
  );
}
