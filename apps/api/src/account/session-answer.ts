import type { Session } from '@lagesbild/contract';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { canSignIn, isAtMachine } from './origin.ts';
import { placeOf } from './passkey/ceremony.ts';
import { allOf, type Person } from './person.ts';

/** Who somebody is and what they may, as their page asks for it. */
export function sessionAnswer(
  person: Person,
  request: FastifyRequest,
  config: Config,
  { claimed, demonstration }: { claimed: boolean; demonstration: boolean },
): Session {
  const possible = canSignIn(request, config);
  return {
    standing: person.standing,
    claimed,
    demonstration: demonstration && isAtMachine(request, config),
    account: person.account,
    roles: [...person.grants],
    may: allOf(person),
    sign_in: {
      possible,
      address: possible ? null : config.public_url,
      passkeys: possible && placeOf(request, config) !== null,
      sso: config.oidc === null ? null : { name: config.oidc.name },
    },
  };
}
