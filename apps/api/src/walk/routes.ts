import type { RoomApp, RoomOptions } from '../room.ts';
import { managerRoutes } from './manager-routes.ts';
import { observationRoutes } from './observation-routes.ts';
import { photoRoutes } from './photo-routes.ts';
import { walkRoutes } from './walk-routes.ts';

/** Safety walks: planned, gone, told about at a meeting afterwards, and gone again months later. */
export async function walkRoom(app: RoomApp, { database }: Pick<RoomOptions, 'database'>): Promise<void> {
  walkRoutes(app, database); // the walk itself: days, who takes part, route and stops
  observationRoutes(app, database); // what is seen at the stops, what becomes of it, how it is later
  photoRoutes(app, database); // pictures of that
  managerRoutes(app, database); // who can be responsible
}
