import fc from 'fast-check';
import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';
import { transverseMercator } from './transverse-mercator.ts';

const SWEREF99_TM = '+proj=utm +zone=33 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs +type=crs';
const SWEREF99_18_00 = '+proj=tmerc +lat_0=0 +lon_0=18 +k=1 +x_0=150000 +y_0=0 +ellps=GRS80 +units=m +no_defs';
const BRITISH =
  '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy +units=m +no_defs';

describe('the phone’s own projection', () => {
  it.each([SWEREF99_TM, SWEREF99_18_00])('equals proj4 to a millimetre, there and back: %s', (text) => {
    const plane = transverseMercator(text)!;
    const reference = proj4('EPSG:4326', text);
    fc.assert(
      fc.property(
        fc.double({ min: 12, max: 24, noNaN: true }),
        fc.double({ min: 55, max: 69.1, noNaN: true }),
        (lon, lat) => {
          const [x, y] = plane.toMetres(lon, lat);
          const [rx, ry] = reference.forward([lon, lat]) as [number, number];
          expect(Math.hypot(x - rx, y - ry)).toBeLessThan(0.001);
          const [backLon, backLat] = plane.toDegrees(x, y);
          expect(Math.abs(backLon - lon)).toBeLessThan(1e-8);
          expect(Math.abs(backLat - lat)).toBeLessThan(1e-8);
        },
      ),
    );
  });
  it('agrees with PostGIS: ST_Transform(17.8567 59.6192, 3006)', () => {
    // select ST_AsText(ST_Transform(ST_SetSRID(ST_Point(17.8567, 59.6192), 4326), 3006), 3) in PostGIS 3.3
    const [x, y] = transverseMercator(SWEREF99_TM)!.toMetres(17.8567, 59.6192);
    expect(x).toBeCloseTo(661_135.087, 2);
    expect(y).toBeCloseTo(6_612_470.085, 2);
  });
  it('leaves to proj4 what has a datum of its own, another projection or other units', () => {
    expect(transverseMercator(BRITISH)).toBeNull();
    expect(transverseMercator('+proj=laea +lat_0=52 +lon_0=10 +ellps=GRS80 +units=m')).toBeNull();
    expect(transverseMercator('+proj=utm +zone=33 +ellps=GRS80 +units=us-ft')).toBeNull();
    expect(transverseMercator('+proj=utm +zone=33 +ellps=GRS80 +towgs84=414,-97,656,0,0,0,0 +units=m')).toBeNull();
    expect(transverseMercator('+proj=utm +zone=33 +south +ellps=GRS80 +units=m')).toBeNull();
  });
});
