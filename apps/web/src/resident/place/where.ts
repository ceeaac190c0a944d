import type { FlagWhere } from '@lagesbild/contract';
import { type Around, nameIn } from '../around.ts';
import { placesNear } from './cell.ts';

/** A place further away than this says nothing of where a square is, metres. */
const NEAR_M = 1500;

/** Where something is, in words: a place's name, or a square and what it is near. */
export function whereWords({ form, plane, speech }: Around, where: FlagWhere): string {
  if ('place' in where) {
    const place = form.places.find(({ slug }) => slug === where.place);
    return place === undefined ? where.place : nameIn(place.names, speech.language);
  }
  const [nearest] = placesNear(plane, where.cell, form.cell_m, form.places);
  return nearest === undefined || nearest.distance_m > NEAR_M
    ? speech.say('place.square')
    : speech.say('place.square_near', { place: nameIn(nearest.place.names, speech.language) });
}
