import { z } from 'zod';
import type { StreetLine } from '../db/streets.ts';
import { ProblemError } from '../errors.ts';
import './sentences.ts';

/** What a street is called in files of roads that municipalities have. */
const NAME_FIELDS = ['name', 'namn', 'gatunamn', 'street', 'streetname'];
const STREET_NAME_MAX = 80;
const FEATURES_MAX = 50_000;

const Position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)], z.number());
const Shape = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point'), coordinates: Position }),
  z.object({ type: z.literal('MultiPoint'), coordinates: z.array(Position).min(1).max(5000) }),
  z.object({ type: z.literal('LineString'), coordinates: z.array(Position).min(2).max(5000) }),
  z.object({
    type: z.literal('MultiLineString'),
    coordinates: z.array(z.array(Position).min(2).max(5000)).min(1).max(500),
  }),
]);

/**
 * The streets of a GeoJSON collection: a name and a point or line each, in degrees; a street may be many pieces.
 * @throws {ProblemError} streets_file, streets_many, streets_name, streets_shape
 */
export function readStreetFile(file: string, text: string): StreetLine[] {
  const features = featuresOf(file, text);
  if (features.length > FEATURES_MAX)
    throw new ProblemError('streets_many', { file, n: features.length, max: FEATURES_MAX });
  return features.map((feature, at) => {
    const { properties, geometry } = (feature ?? {}) as { properties?: Record<string, unknown>; geometry?: unknown };
    const named = Object.entries(properties ?? {}).find(([field]) => NAME_FIELDS.includes(field.toLowerCase()))?.[1];
    const name =
      typeof named === 'string'
        ? named
            .normalize('NFC')
            .replace(/[\p{C}\s]+/gu, ' ')
            .trim()
        : '';
    if (name === '' || name.length > STREET_NAME_MAX)
      throw new ProblemError('streets_name', { file, n: at + 1, known: NAME_FIELDS.join(', '), max: STREET_NAME_MAX });
    const shape = Shape.safeParse(geometry);
    if (!shape.success) throw new ProblemError('streets_shape', { file, n: at + 1, name });
    return { name, geometry: shape.data };
  });
}

function featuresOf(file: string, text: string): unknown[] {
  try {
    const { features } = JSON.parse(text.replace(/^\ufeff/, '')) as { features?: unknown };
    if (Array.isArray(features) && features.length > 0) return features;
  } catch {
    // said below, as of any other text
  }
  throw new ProblemError('streets_file', { file });
}
