import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { type Columns, decodeColumns, encodeColumns } from '@lagesbild/incidents';
import { BROTLI_QUALITY } from '../apps/api/src/compressed.ts';
import { countyColumns, SIZES } from './county.ts';
import { against, type BenchRow, count, interleave, within } from './row.ts';
import { stageColumns } from './stage.ts';

async function* stream(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

/** The same rows as a client would otherwise get them. */
function geoJson(columns: Columns): string {
  const features = Array.from({ length: columns.count }, (_, i) => ({
    type: 'Feature',
    id: columns.row[i],
    geometry: { type: 'Point', coordinates: [columns.x[i]! / 5_566_000, columns.y[i]! / 11_132_000] },
    properties: { category: columns.categories[columns.category[i]!], minute: columns.minute[i] },
  }));
  return JSON.stringify({ type: 'FeatureCollection', features });
}

/** The file of columns: its size after brotli, and reading it. */
export async function run(): Promise<BenchRow[]> {
  const table: BenchRow[] = [];
  for (const size of SIZES) {
    for (const [world, columns] of [
      ['spread evenly, ids in no order (the worst case)', countyColumns(size)],
      ['at addresses', stageColumns(size)],
    ] as const) {
      const bytes = Buffer.concat(encodeColumns(columns));
      const options = { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } };
      const packed = brotliCompressSync(bytes, options);
      table.push({
        ...{
          job: `columns on the wire, incidents ${world}`,
          size: count(size),
          rival: `raw ${megabytes(bytes.length)}`,
        },
        ...{
          ours: `${megabytes(packed.length)} brotli ${BROTLI_QUALITY}`,
          ratio: `${(bytes.length / packed.length).toFixed(1)}×`,
        },
        ...{
          target: size === 1_000_000 && world === 'at addresses' ? '≤ 10 MB' : '',
          hit: size === 1_000_000 && world === 'at addresses' ? packed.length <= 10e6 : null,
        },
      });
      if (world !== 'at addresses') continue;
      const json = size <= 1_000_000 ? geoJson(columns) : null;
      const tasks = [
        () => decodeColumns(stream(bytes)),
        () => encodeColumns(columns),
        () => brotliDecompressSync(packed),
      ];
      const rival = json === null ? [] : [() => JSON.parse(json)];
      const [decode, encode, unpack, parse] = await interleave([...tasks, ...rival], { rounds: 5 });
      table.push(within('decode columns', count(size), decode!.cpu, size > 1_000_000 ? null : 150, 'median'));
      if (parse)
        table.push(
          against(
            'decode columns',
            count(size),
            decode!,
            { name: 'JSON.parse of GeoJSON', rival: parse, here: true },
            10,
          ),
        );
      table.push(within('encode columns', count(size), encode!.cpu, null, 'median'));
      table.push(within('unpack brotli (the browser does it itself)', count(size), unpack!.cpu, null, 'median'));
    }
  }
  return table;
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;
