import { ProblemError } from '../errors.ts';

export type Box = [west: number, south: number, east: number, north: number];

/**
 * A `bbox` in degrees; null without one.
 * @throws {ProblemError} bbox_unusable
 */
export function readBox(text: string | null): Box | null {
  if (text === null || text === '') return null;
  const box = text.split(',').map((part) => (/^-?\d{1,3}(\.\d{1,12})?$/.test(part) ? Number(part) : Number.NaN));
  const [west, south, east, north] = box as Box;
  const usable =
    box.length === 4 && -180 <= west && west < east && east <= 180 && -85 <= south && south < north && north <= 85;
  if (!usable) throw new ProblemError('bbox_unusable', { value: text });
  return [west, south, east, north];
}
