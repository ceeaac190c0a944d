import type { RoomApp, RoomOptions } from '../room.ts';
import { accountRoutes } from './account-routes.ts';
import { Attempts } from './attempt.ts';
import type { PasskeyAttempt } from './entrance.ts';
import { ownRoutes } from './own-routes.ts';
import { passkeyRoutes } from './passkey/routes.ts';
import type { People } from './people.ts';
import { sessionRoutes } from './session-routes.ts';
import { Issuer } from './sso/issuer.ts';
import { ssoRoutes } from './sso/routes.ts';
import { unitRoutes } from './unit-routes.ts';
import './passkey/sentences.ts';
import './sentences.ts';
import './sso/sentences.ts';

export interface AccountOptions extends RoomOptions {
  people: People;
}

/** With what browsers have begun and not ended yet. */
export interface InnerOptions extends AccountOptions {
  attempts: Attempts<PasskeyAttempt>;
}

/** Who somebody is: sessions, their own account, and those of others. */
export async function accountRoom(app: RoomApp, given: AccountOptions): Promise<void> {
  const options: InnerOptions = { ...given, attempts: new Attempts() };
  const { oidc } = options.config;
  const issuer = oidc === null ? null : await Issuer.of(oidc);
  sessionRoutes(app, options); // coming in and going out
  await ssoRoutes(app, { ...options, issuer }); // the same by the word of the municipality's own sign-in
  passkeyRoutes(app, options); // by a key that the person holds
  ownRoutes(app, options); // one's own account
  accountRoutes(app, options); // other people's
  unitRoutes(app, options); // phones of units, which are nobody in particular
}
