import { seeded } from '@lagesbild/analysis';
import { buildColumns, type Columns, createProjectionGrid, NO_DAY, NO_REPORT, Store } from '@lagesbild/incidents';
import proj4 from 'proj4';

const SWEREF99TM = '+proj=utm +zone=33 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs';
/** South-west corner and side of the square, metres in SWEREF 99 TM: Stockholm and the country round it. */
export const WEST = 630_000;
export const SOUTH = 6_560_000;
export const SIDE = 80_000;
export const FIRST_DAY = 18_262; // 2020-01-01
export const DAYS = 2192;
export const CATEGORIES = Array.from({ length: 12 }, (_, i) => `category_${i}`);

/** Sizes a bench grows over; the last only with `--large`. */
export const SIZES = [10_000, 100_000, 1_000_000, ...(process.argv.includes('--large') ? [5_000_000] : [])];

/** A county of `count` incidents over six years: half in sixty towns, half anywhere, a fifth in reports of several. */
export function countyColumns(count: number): Columns {
  const random = seeded(count);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const whole = (below: number): number => Math.floor(random() * below);
  const towns = Array.from({ length: 60 }, () => [WEST + random() * SIDE, SOUTH + random() * SIDE] as const);
  const int = (): Int32Array => new Int32Array(count);
  const byte = (): Uint8Array => new Uint8Array(count);
  const rows = {
    ...{ x: int(), y: int(), minute: int(), duration_min: int(), registered: int(), report: int(), row: int() },
    ...{ time_precision: byte(), precision: byte(), discovery: byte(), unit: byte(), category: byte() },
  };
  for (let i = 0; i < count; i++) {
    const town = random() < 0.5 ? towns[whole(60)]! : null;
    const x = town === null ? WEST + random() * SIDE : town[0] + normal() * 1500;
    const y = town === null ? SOUTH + random() * SIDE : town[1] + normal() * 1500;
    const again = i > 0 && random() < 0.2; // another offence of the report before, at the same place and time
    rows.x[i] = again ? rows.x[i - 1]! : Math.round(x * 100);
    rows.y[i] = again ? rows.y[i - 1]! : Math.round(y * 100);
    rows.minute[i] = again ? rows.minute[i - 1]! : (FIRST_DAY + whole(DAYS)) * 1440 + whole(288) * 5;
    rows.report[i] = again && rows.report[i - 1] !== NO_REPORT ? rows.report[i - 1]! : random() < 0.8 ? i : NO_REPORT;
    rows.duration_min[i] = random() < 0.6 ? 0 : whole(600);
    rows.time_precision[i] = random() < 0.9 ? 0 : 1 + whole(3);
    rows.precision[i] = random() < 0.95 ? whole(2) : 2 + whole(3);
    rows.discovery[i] = random() < 0.8 ? 0 : whole(4);
    rows.unit[i] = whole(3);
    rows.category[i] = Math.floor(random() ** 2 * CATEGORIES.length);
    rows.registered[i] = random() < 0.1 ? NO_DAY : Math.floor(rows.minute[i]! / 1440) + whole(5);
    rows.row[i] = i + 1;
  }
  return buildColumns(rows, { dataVersion: 1, srid: 3006, proj4: SWEREF99TM, categories: CATEGORIES });
}

export function countyStore(columns: Columns): Store {
  const { forward } = proj4(SWEREF99TM, 'WGS84');
  const toMercator = createProjectionGrid((x, y) => forward([x / 100, y / 100]) as [number, number]);
  return Store.build(columns, { polygons: new Map(), toMercator });
}

export const isoDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
