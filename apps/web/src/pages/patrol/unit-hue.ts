const HUES = 12;

/** The hue that marks a unit, degrees: from its own number, so that units that come or go change nobody else's. */
export function unitHue(unit_id: string): number {
  let hash = 0x811c9dc5; // FNV-1a
  for (const sign of unit_id) hash = Math.imul(hash ^ sign.codePointAt(0)!, 0x01000193) >>> 0;
  return (((hash ^ (hash >>> 16)) >>> 0) % HUES) * (360 / HUES);
}
