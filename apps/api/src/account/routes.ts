import type { RoomApp, RoomOptions } from '../room.ts';
import { accountRoutes } from './account-routes.ts';
import { ownRoutes } from './own-routes.ts';
import type { People } from './people.ts';
import { sessionRoutes } from './session-routes.ts';
import { Issuer } from './sso/issuer.ts';
import { ssoRoutes } from './sso/routes.ts';
import './sentences.ts';
import './sso/sentences.ts';

export interface AccountOptions extends RoomOptions {
  people: People;
}

/** Who somebody is: sessions, their own account, and those of others. */
export async function accountRoom(app: RoomApp, options: AccountOptions): Promise<void> {
  const { oidc } = options.config;
  const issuer = oidc === null ? null : await Issuer.of(oidc);
  sessionRoutes(app, options); // coming in and going out
  await ssoRoutes(app, { ...options, issuer }); // the same by the word of the municipality's own sign-in
  ownRoutes(app, options); // one's own account
  accountRoutes(app, options); // other people's
}
