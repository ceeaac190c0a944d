/**
 * Where made-up incidents may lie: single known coordinates (stops of GTFS Sverige, CC0; schools of the nature school's
 * list, MIT) with the width of the street life round them. Invented are the counts, not the places.
 */

export const KINDS = ['station', 'centre', 'street', 'school', 'homes', 'works', 'sport', 'airport', 'rural'] as const;
export type Kind = (typeof KINDS)[number];

/** Parts of the municipality that rise and fall together. */
export type District =
  | 'station'
  | 'centrum'
  | 'valsta'
  | 'marsta'
  | 'steninge'
  | 'sigtuna'
  | 'rosersberg'
  | 'arlanda'
  | 'rural';

export interface Anchor {
  lon: number;
  lat: number;
  /** Standard deviation of the scatter, metres. */
  spread_m: number;
  kind: Kind;
  district: District;
  /** Busier than others of its kind; 1 = usual. */
  weight: number;
}

type Row = readonly [lon: number, lat: number, spread_m: number, kind: Kind, weight: number];

const ROWS: Record<District, readonly Row[]> = {
  station: [
    [17.861, 59.6278, 45, 'station', 4.5],
    [17.8608, 59.629, 40, 'station', 3],
    [17.8604, 59.6268, 40, 'station', 1.5],
    [17.859, 59.6257, 60, 'street', 2],
  ],
  centrum: [
    [17.8559, 59.6217, 40, 'centre', 3],
    [17.8562, 59.6211, 50, 'centre', 3],
    [17.8573, 59.622, 40, 'centre', 1.5],
    [17.857, 59.6208, 40, 'school', 1],
    [17.8547, 59.6199, 50, 'street', 2],
    [17.8574, 59.6192, 40, 'street', 1.5],
    [17.8549, 59.6234, 60, 'school', 1],
  ],
  valsta: [
    [17.8276, 59.6149, 45, 'centre', 4],
    [17.8284, 59.6155, 40, 'centre', 2.5],
    [17.8264, 59.613, 60, 'school', 1],
    [17.8284, 59.6171, 60, 'school', 1.2],
    [17.8293, 59.6192, 60, 'school', 1],
    [17.8388, 59.6172, 60, 'school', 1.5],
    [17.8335, 59.6143, 90, 'homes', 1.6],
    [17.8238, 59.6159, 80, 'homes', 1.6],
    [17.8367, 59.6185, 90, 'homes', 1.4],
    [17.8316, 59.6206, 100, 'homes', 1.4],
    [17.8237, 59.6216, 100, 'homes', 1.3],
    [17.8212, 59.6184, 80, 'homes', 1.2],
    [17.8391, 59.6152, 80, 'homes', 1],
    [17.836, 59.612, 100, 'homes', 0.7],
    [17.8303, 59.6104, 100, 'homes', 0.6],
  ],
  marsta: [
    [17.8424, 59.6206, 100, 'homes', 1.3],
    [17.8363, 59.6227, 110, 'homes', 1],
    [17.836, 59.6267, 100, 'homes', 1],
    [17.8431, 59.6265, 110, 'homes', 1],
    [17.8243, 59.6275, 110, 'homes', 1],
    [17.8249, 59.6294, 90, 'homes', 1],
    [17.8522, 59.6278, 100, 'homes', 1.2],
    [17.8511, 59.6194, 90, 'homes', 1.3],
    [17.8474, 59.617, 90, 'homes', 1.1],
    [17.8479, 59.6197, 80, 'homes', 1],
    [17.8506, 59.6319, 120, 'homes', 1],
    [17.8378, 59.6355, 120, 'homes', 0.9],
    [17.838, 59.6325, 110, 'homes', 0.9],
    [17.8453, 59.6385, 120, 'homes', 0.8],
    [17.8551, 59.6372, 110, 'homes', 0.9],
    [17.8391, 59.6294, 90, 'homes', 0.9],
    [17.86, 59.6354, 90, 'homes', 1],
    [17.8463, 59.6254, 60, 'school', 1],
    [17.8284, 59.6266, 60, 'school', 1],
    [17.8516, 59.6344, 60, 'school', 1],
    [17.8565, 59.6311, 60, 'school', 1],
    [17.8576, 59.6175, 60, 'sport', 1.5],
    [17.8604, 59.6313, 60, 'street', 1],
    [17.8762, 59.6212, 120, 'works', 1],
    [17.8777, 59.6182, 120, 'works', 1],
    [17.8747, 59.6156, 110, 'works', 1],
    [17.8745, 59.6226, 90, 'works', 0.8],
    [17.89, 59.6196, 120, 'works', 1.3],
    [17.889, 59.6228, 70, 'works', 0.9],
    [17.8918, 59.6135, 110, 'works', 1],
  ],
  steninge: [
    [17.808, 59.6141, 90, 'homes', 0.9],
    [17.8126, 59.6154, 90, 'homes', 0.9],
    [17.8116, 59.612, 80, 'homes', 0.8],
    [17.8205, 59.612, 70, 'homes', 0.9],
    [17.8175, 59.6096, 80, 'homes', 0.8],
    [17.8198, 59.6148, 60, 'homes', 1],
    [17.812, 59.6123, 50, 'school', 0.8],
    [17.7998, 59.6212, 120, 'homes', 0.8],
    [17.795, 59.6217, 110, 'homes', 0.8],
    [17.7955, 59.6254, 60, 'school', 0.7],
    [17.7993, 59.6065, 90, 'homes', 0.5],
    [17.7957, 59.61, 80, 'homes', 0.5],
  ],
  sigtuna: [
    [17.7231, 59.6174, 40, 'centre', 2.2],
    [17.7196, 59.6168, 50, 'centre', 1.8],
    [17.7176, 59.6163, 50, 'street', 1.2],
    [17.7117, 59.6201, 100, 'homes', 0.9],
    [17.7066, 59.622, 110, 'homes', 0.8],
    [17.7041, 59.6248, 100, 'homes', 0.8],
    [17.7018, 59.6268, 80, 'school', 0.8],
    [17.7117, 59.618, 60, 'school', 0.8],
    [17.725, 59.6216, 80, 'school', 0.8],
    [17.7217, 59.6247, 100, 'homes', 0.9],
    [17.7261, 59.6232, 90, 'homes', 0.9],
    [17.717, 59.622, 100, 'homes', 0.8],
    [17.7487, 59.6208, 100, 'homes', 0.7],
    [17.7533, 59.6238, 90, 'homes', 0.7],
    [17.7024, 59.6152, 60, 'school', 0.6],
    [17.695, 59.6228, 80, 'homes', 0.6],
  ],
  rosersberg: [
    [17.8799, 59.5834, 60, 'station', 0.9],
    [17.8877, 59.5827, 60, 'centre', 1],
    [17.8905, 59.5797, 60, 'school', 0.8],
    [17.894, 59.5834, 100, 'homes', 0.8],
    [17.8965, 59.58, 60, 'homes', 0.7],
    [17.8818, 59.5774, 90, 'homes', 0.7],
    [17.8742, 59.5778, 90, 'works', 0.9],
    [17.8835, 59.5733, 100, 'works', 0.9],
    [17.8852, 59.568, 100, 'works', 0.8],
  ],
  arlanda: [
    [17.9301, 59.649, 50, 'airport', 5],
    [17.9287, 59.6478, 50, 'airport', 3],
    [17.9291, 59.6496, 40, 'airport', 2.5],
    [17.9295, 59.6443, 60, 'airport', 2],
    [17.9345, 59.644, 90, 'airport', 1],
    [17.9268, 59.6369, 110, 'works', 0.8],
  ],
  rural: [
    [17.8472, 59.6652, 150, 'rural', 1.6],
    [17.8428, 59.6583, 120, 'rural', 0.8],
    [17.9505, 59.5817, 150, 'rural', 0.8],
    [18.0482, 59.6668, 150, 'rural', 0.8],
    [17.9684, 59.5914, 120, 'rural', 0.5],
    [18.0083, 59.6531, 120, 'rural', 0.5],
    [17.6963, 59.6721, 120, 'rural', 0.5],
    [17.702, 59.649, 120, 'rural', 0.5],
    [17.7656, 59.6288, 90, 'rural', 0.4],
    [17.89, 59.5932, 110, 'rural', 0.5],
    [18.0966, 59.6856, 120, 'rural', 0.4],
  ],
};

export const ANCHORS: readonly Anchor[] = (Object.keys(ROWS) as District[]).flatMap((district) =>
  ROWS[district].map(([lon, lat, spread_m, kind, weight]) => ({ lon, lat, spread_m, kind, district, weight })),
);
