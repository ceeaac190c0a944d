/** Geometry for tests, so that what is shipped is checked by something other than what made it. */
export type Ring = readonly (readonly [number, number])[];

/** Every ring of a Polygon or MultiPolygon. */
export function ringsOf({ type, coordinates }: { type: string; coordinates: readonly unknown[] }): Ring[] {
  return type === 'Polygon' ? (coordinates as Ring[]) : (coordinates as Ring[][]).flat();
}

/** Even–odd rule over all rings at once. */
export function insidePolygon([x, y]: readonly [number, number], rings: readonly Ring[]): boolean {
  let inside = false;
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [x1, y1] = ring[i]!;
      const [x2, y2] = ring[j]!;
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    }
  return inside;
}
