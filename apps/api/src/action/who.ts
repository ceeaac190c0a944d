import type { FastifyRequest } from 'fastify';

/** Whoever changes an action, as its history has them: an organisation and a role, never a name. */
export function roleOf({ person, params }: FastifyRequest): string {
  const { account, grants, standing } = person;
  const area = (params as { municipality?: string }).municipality;
  const held = grants.find(({ municipality }) => municipality === null || municipality === area);
  return [account?.organisation.name ?? standing, held?.role].filter((part) => part !== undefined).join(', ');
}

/** What a schedule does. */
export const BY_ITSELF = 'program';
