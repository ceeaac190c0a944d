import type { FlagCell, FlagStreets } from '@lagesbild/contract';
import { type Around, nameIn } from '../around.ts';
import { placesNear } from './cell.ts';

export type Street = FlagStreets['streets'][number];

/** A place further away than this says nothing of where on a street a square is, metres. */
const NEAR_M = 600;

/** A stretch of a street: the first of its squares that lies by something with a name. */
export interface StreetPart {
  cell: FlagCell;
  /** the street that crosses it, or the place it is near; null: neither */
  near: string | null;
}

const cellsOf = ({ cells }: Street): FlagCell[] =>
  Array.from({ length: cells.length / 2 }, (_, i) => ({ x: cells[2 * i]!, y: cells[2 * i + 1]! }));

const keyOf = ({ x, y }: FlagCell): string => `${x} ${y}`;

/** Stretches of a street by what they lie by, in the order it runs: each name once, so that a list is enough to tell which is meant. */
export function partsOf(
  street: Street,
  streets: readonly Street[],
  { form, plane, speech }: Pick<Around, 'form' | 'plane' | 'speech'>,
): StreetPart[] {
  const crossing = new Map<string, string>();
  for (const other of streets)
    if (other !== street) for (const cell of cellsOf(other)) crossing.set(keyOf(cell), other.name);
  const nearOf = (cell: FlagCell): string | null => {
    const [nearest] = placesNear(plane, cell, form.cell_m, form.places);
    const place = nearest === undefined || nearest.distance_m > NEAR_M ? null : nearest.place;
    return crossing.get(keyOf(cell)) ?? (place && nameIn(place.names, speech.language));
  };
  const parts = cellsOf(street).map((cell) => ({ cell, near: nearOf(cell) }));
  const named = parts.filter(({ near }, i) => near !== null && parts.findIndex((one) => one.near === near) === i);
  return named.length > 0 ? named : parts.slice(0, 1);
}
