import type { FastifyRequest } from 'fastify';
import type { Saver } from './save.ts';

/** Organisation and the role that lets them draw: what a version keeps of who saved it. */
export function saverOf({ person: { account, grants } }: FastifyRequest, slug: string): Saver {
  const roles = grants.filter(({ municipality }) => municipality === null || municipality === slug);
  const role = roles.some((grant) => grant.role === 'coordinator') ? 'coordinator' : 'administrator';
  return { saved_by: `${account?.organisation.name ?? ''}/${role}` };
}
