import type { SourceViewers } from '../db/source-viewers.ts';
import type { RoomApp, RoomOptions } from '../room.ts';
import { cardRoutes } from './card-routes.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import { permitEvidenceRoutes } from './permit-evidence-routes.ts';
import { planRoutes } from './plan-routes.ts';
import './sentences.ts';
import { unitPageRoutes } from './unit-page-routes.ts';
import { unitRoutes } from './unit-routes.ts';
import { visitRoutes } from './visit-routes.ts';

export interface PatrolOptions extends RoomOptions {
  viewers: SourceViewers;
}

/** Presence: who is out, what is planned for them, and what they did. "Who" is a unit, everywhere. */
export async function patrolRoom(app: RoomApp, options: PatrolOptions): Promise<void> {
  unitRoutes(app, options); // units and their keys
  planRoutes(app, options); // visits as planned, a week at a time
  deliveryRoutes(app, options); // planned against delivered, week by week
  visitRoutes(app, options); // visits as made, seen from the office
  unitPageRoutes(app, options); // the same from a unit's phone
  cardRoutes(app, options); // what is taken along to a zone, and what was recorded in it
  permitEvidenceRoutes(app, options); // what an application for a permit rests on
}
