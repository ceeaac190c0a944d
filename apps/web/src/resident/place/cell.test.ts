import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellAt, isWithin, placesNear, planeOf, ringOf } from './cell.ts';

const SWEREF99_TM = { proj4: '+proj=utm +zone=33 +ellps=GRS80 +units=m +no_defs' };
const BRITISH = {
  proj4:
    '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy +towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs',
};

describe('what leaves the phone of a position', () => {
  it('is a square, the same wherever in it one stands', async () => {
    const plane = await planeOf(SWEREF99_TM);
    fc.assert(
      fc.property(
        fc.integer({ min: 6500, max: 6700 }),
        fc.integer({ min: 65_900, max: 66_200 }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (x, y, east, north) => {
          const [lon, lat] = plane.toDegrees((x + east) * 100, (y + north) * 100);
          expect(cellAt(plane, lon, lat, 100)).toEqual({ x, y });
        },
      ),
    );
  });
  it('is the square that PostGIS has: ST_Transform(17.8567 59.6192, 3006) is 661135.087 6612470.085', async () => {
    expect(cellAt(await planeOf(SWEREF99_TM), 17.8567, 59.6192, 100)).toEqual({ x: 6611, y: 66_124 });
  });
  it('is a square in the area’s own metres where its datum is another', async () => {
    // echo "-2.5879 51.4548" | gdaltransform -s_srs EPSG:4326 -t_srs "$BRITISH" (GDAL 3.6): 359247.5 173032.9
    const cell = cellAt(await planeOf(BRITISH), -2.5879, 51.4548, 100);
    expect(cell.x).toBe(3592);
    expect(cell.y).toBe(1730);
  });
  it('is drawn as a closed ring of 100 m', async () => {
    const plane = await planeOf(SWEREF99_TM);
    const ring = ringOf(plane, { x: 6611, y: 66_124 }, 100);
    expect(ring[0]).toEqual(ring[4]);
    const [x, y] = plane.toMetres(...ring[2]!);
    expect([Math.round(x), Math.round(y)]).toEqual([661_200, 6_612_500]);
  });
});

describe('places near a square', () => {
  it('come nearest first, measured from its middle', async () => {
    const plane = await planeOf(SWEREF99_TM);
    const at = (slug: string, x: number, y: number) => {
      const [lon, lat] = plane.toDegrees(x, y);
      return { slug, names: { sv: slug }, kind: 'named_place' as const, lon, lat };
    };
    const near = placesNear(plane, { x: 6611, y: 66_124 }, 100, [
      at('far', 662_150, 6_612_450),
      at('here', 661_150, 6_612_490),
    ]);
    expect(near.map(({ place, distance_m }) => [place.slug, Math.round(distance_m)])).toEqual([
      ['here', 40],
      ['far', 1000],
    ]);
  });
});

describe('an outline', () => {
  const hole = [
    [17.4, 59.4],
    [17.6, 59.4],
    [17.6, 59.6],
    [17.4, 59.6],
    [17.4, 59.4],
  ];
  const around = [
    [17, 59],
    [18, 59],
    [18, 60],
    [17, 60],
    [17, 59],
  ];
  const form = {
    bounds: [17, 59, 18, 60] as [number, number, number, number],
    outline: { type: 'MultiPolygon', coordinates: [[around, hole]] },
  };
  it('holds what lies in it, and neither its holes nor what is outside', () => {
    expect(isWithin(form, 17.2, 59.5)).toBe(true);
    expect(isWithin(form, 17.5, 59.5)).toBe(false);
    expect(isWithin(form, 18.2, 59.5)).toBe(false);
    expect(isWithin({ ...form, outline: { type: 'Polygon', coordinates: [around] } }, 17.5, 59.5)).toBe(true);
  });
});
