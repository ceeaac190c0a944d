import type { RoomApp, RoomOptions } from '../room.ts';
import { accountRoutes } from './account-routes.ts';
import { ownRoutes } from './own-routes.ts';
import type { People } from './people.ts';
import { sessionRoutes } from './session-routes.ts';
import './sentences.ts';

export interface AccountOptions extends RoomOptions {
  people: People;
}

/** Who somebody is: sessions, their own account, and those of others. */
export async function accountRoom(app: RoomApp, options: AccountOptions): Promise<void> {
  sessionRoutes(app, options); // coming in and going out
  ownRoutes(app, options); // one's own account
  accountRoutes(app, options); // other people's
}
