import type { Masking, ReportMasking } from '@lagesbild/contract';
import { stringify } from 'csv-stringify/sync';
import type { Knex } from 'knex';
import { SPREADSHEET } from '../spreadsheet.ts';
import { cellOf, type Line, type Masked } from './mask.ts';

/** What a count says that is withheld, in statistics of every country. */
export const WITHHELD = '..';

/** A line as cells: a count at its end, where lines are counts. */
export const cellsOf = ({ values, n }: Line, { shape }: Pick<Masking, 'shape'>): (string | number)[] => [
  ...values.map((value) => value ?? ''),
  ...(shape === 'counts' ? [n ?? WITHHELD] : []),
];

/** The file as CSV: UTF-8 with its mark, no cell that a spreadsheet would run. */
export function disclosedCsv({ columns, lines }: Masked, masking: Masking | ReportMasking): string {
  return stringify([columns, ...lines.map((line) => cellsOf(line, masking))], { bom: true, ...SPREADSHEET });
}

// in: east, north (metres, south-west corners), cell_m, srid; out: a square per corner as GeoJSON, degrees; order: of the corners
const SQUARES = `
  select st_asgeojson(st_transform(st_makeenvelope(c.east, c.north, c.east + :cell_m, c.north + :cell_m,
    cast(:srid as integer)), 4326), 7) as square
  from unnest(cast(:east as double precision[]), cast(:north as double precision[])) with ordinality as c (east, north, position)
  order by c.position`;

/**
 * The same as GeoJSON, cells as squares. Where the place is a name, or left out, features have no geometry.
 * @param srid of the area, that its cells are counted in
 */
export async function disclosedGeojson(
  knex: Knex,
  { columns, lines }: Masked,
  masking: Masking | ReportMasking,
  srid: number,
): Promise<string> {
  const cell_m = cellOf(masking);
  const squares = cell_m === null ? null : await squaresOf(knex, columns, lines, { cell_m, srid });
  const [lon, lat] = [columns.indexOf('lon'), columns.indexOf('lat')];
  const features = lines.map(({ values, n }) => {
    const named = columns.map((column, i) => [column, column === 'n' ? n : values[i]] as const);
    const properties = Object.fromEntries(named.filter(([column]) => column !== 'lon' && column !== 'lat'));
    const isPoint = lon >= 0 && values[lon] !== null;
    const geometry = isPoint
      ? JSON.stringify({ type: 'Point', coordinates: [values[lon], values[lat]] })
      : (squares?.get(cornerOf(columns, values)) ?? 'null');
    return `{"type":"Feature","geometry":${geometry},"properties":${JSON.stringify(properties)}}`;
  });
  return `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`;
}

const cornerOf = (columns: readonly string[], values: Line['values']): string =>
  `${values[columns.indexOf('east_m')]} ${values[columns.indexOf('north_m')]}`;

async function squaresOf(
  knex: Knex,
  columns: readonly string[],
  lines: readonly Line[],
  { cell_m, srid }: { cell_m: number; srid: number },
): Promise<Map<string, string>> {
  const corners = [...new Set(lines.map(({ values }) => cornerOf(columns, values)))].filter(
    (corner) => corner !== 'null null',
  );
  const [east, north] = [0, 1].map((i) => corners.map((corner) => Number(corner.split(' ')[i])));
  const { rows } = await knex.raw<{ rows: { square: string }[] }>(SQUARES, { east, north, cell_m, srid } as never);
  return new Map(corners.map((corner, i) => [corner, rows[i]!.square]));
}
