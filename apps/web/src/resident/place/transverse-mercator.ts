/** Between degrees and metres of a municipality's own CRS. */
export interface Plane {
  toMetres(lon: number, lat: number): [x: number, y: number];
  toDegrees(x: number, y: number): [lon: number, lat: number];
}

/** Semi-major axis in metres and inverse flattening, of the ellipsoids whose degrees are those a phone gives, to a metre. */
const ELLIPSOIDS: Record<string, readonly [a: number, inverseFlattening: number]> = {
  GRS80: [6_378_137, 298.257_222_101],
  WGS84: [6_378_137, 298.257_223_563],
};
const RADIANS = Math.PI / 180;

/**
 * The plane of a transverse Mercator CRS (SWEREF 99 TM and its twelve local zones, UTM), or null for any other: a datum of
 * its own needs more than this. Krüger's series to the fourth order in the third flattening.
 *
 * @param proj4  the CRS in PROJ text
 * @returns metres within 0.1 mm of PROJ up to 6 degrees from the central meridian
 * @see Karney (2011), Transverse Mercator with an accuracy of a few nanometers, J. Geodesy 85, eq. 35–36
 */
export function transverseMercator(proj4: string): Plane | null {
  const said = new Map([...proj4.matchAll(/\+(\w+)(?:=(\S+))?/g)].map((match) => [match[1]!, match[2] ?? '']));
  const number = (name: string, otherwise: number): number => Number(said.get(name) ?? otherwise);
  const ellipsoid = ELLIPSOIDS[said.get('ellps') ?? said.get('datum') ?? ''];
  const kind = said.get('proj');
  const shifted = (said.get('towgs84') ?? '').split(',').some((part) => Number(part) !== 0);
  const foreign = shifted || said.has('nadgrids') || said.has('south') || said.has('axis') || said.has('pm');
  const metres = (said.get('units') ?? 'm') === 'm' && number('to_meter', 1) === 1;
  if (ellipsoid === undefined || foreign || !metres || number('lat_0', 0) !== 0) return null;
  if (kind === 'utm') return plane(ellipsoid, number('zone', Number.NaN) * 6 - 183, 0.9996, 500_000, 0);
  if (kind !== 'tmerc') return null;
  const scale = number('k', number('k_0', 1));
  return plane(ellipsoid, number('lon_0', 0), scale, number('x_0', 0), number('y_0', 0));
}

function plane([a, inverseFlattening]: readonly [number, number], lon0: number, scale: number, x0: number, y0: number) {
  const f = 1 / inverseFlattening;
  const n = f / (2 - f);
  const [n2, n3, n4] = [n ** 2, n ** 3, n ** 4];
  const e = Math.sqrt(f * (2 - f));
  const unit = (scale * a * (1 + n2 / 4 + n4 / 64)) / (1 + n);
  const alpha = [
    n / 2 - (2 / 3) * n2 + (5 / 16) * n3 + (41 / 180) * n4,
    (13 / 48) * n2 - (3 / 5) * n3 + (557 / 1440) * n4,
    (61 / 240) * n3 - (103 / 140) * n4,
    (49561 / 161280) * n4,
  ];
  const beta = [
    n / 2 - (2 / 3) * n2 + (37 / 96) * n3 - (1 / 360) * n4,
    (1 / 48) * n2 + (1 / 15) * n3 - (437 / 1440) * n4,
    (17 / 480) * n3 - (37 / 840) * n4,
    (4397 / 161280) * n4,
  ];
  /** Tangent of the conformal latitude, by the tangent of the latitude. */
  const conformal = (tau: number): number => {
    const sigma = Math.sinh(e * Math.atanh((e * tau) / Math.hypot(1, tau)));
    return tau * Math.hypot(1, sigma) - sigma * Math.hypot(1, tau);
  };
  return {
    toMetres(lon: number, lat: number): [number, number] {
      const tau = conformal(Math.tan(lat * RADIANS));
      const along = (lon - lon0) * RADIANS;
      const xi = Math.atan2(tau, Math.cos(along));
      const eta = Math.asinh(Math.sin(along) / Math.hypot(tau, Math.cos(along)));
      let [x, y] = [eta, xi];
      for (const [i, term] of alpha.entries()) {
        const j = 2 * (i + 1);
        x += term * Math.cos(j * xi) * Math.sinh(j * eta);
        y += term * Math.sin(j * xi) * Math.cosh(j * eta);
      }
      return [x0 + unit * x, y0 + unit * y];
    },
    toDegrees(x: number, y: number): [number, number] {
      const [eta0, xi0] = [(x - x0) / unit, (y - y0) / unit];
      let [eta, xi] = [eta0, xi0];
      for (const [i, term] of beta.entries()) {
        const j = 2 * (i + 1);
        eta -= term * Math.cos(j * xi0) * Math.sinh(j * eta0);
        xi -= term * Math.sin(j * xi0) * Math.cosh(j * eta0);
      }
      const wanted = Math.sin(xi) / Math.hypot(Math.sinh(eta), Math.cos(xi));
      let tau = wanted;
      // Newton's steps from the conformal latitude to the latitude: three are enough for a double.
      for (let step = 0; step < 4; step++) {
        const now = conformal(tau);
        const slope = (1 + (1 - e * e) * tau ** 2) / ((1 - e * e) * Math.hypot(1, tau));
        tau += ((wanted - now) / Math.hypot(1, now)) * slope;
      }
      return [lon0 + Math.atan2(Math.sinh(eta), Math.cos(xi)) / RADIANS, Math.atan(tau) / RADIANS];
    },
  };
}
