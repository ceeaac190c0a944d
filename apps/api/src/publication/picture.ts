import { crc32, deflateSync } from 'node:zlib';
import type { Released } from './file.ts';

const WIDTH = 1200;
const HEIGHT = 630;
const MARGIN = 40;
/** Cividis, quiet to strong, on the paper that the pages have. */
const PAPER = [0xf7, 0xf6, 0xf3] as const;
const LAND = [0xe4, 0xe2, 0xdc] as const;
const SCALE = [
  [0xc8, 0xb8, 0x66],
  [0x94, 0x8e, 0x77],
  [0x66, 0x69, 0x70],
  [0x35, 0x45, 0x6c],
  [0x00, 0x22, 0x4e],
] as const;
/** Bands from which each colour of the scale is used. */
const FROM = [10, 15, 20, 40, 80] as const;

/** The picture that a shared link shows: the squares of the area, coloured by the incidents that the release tells of. A PNG without a library. */
export function drawPicture({ squares, shown, period }: Pick<Released, 'squares' | 'shown' | 'period'>): Buffer {
  const [west, east] = [Math.min(...squares.east), Math.max(...squares.east) + 1];
  const [south, north] = [Math.min(...squares.north), Math.max(...squares.north) + 1];
  const side = Math.max(
    1,
    Math.floor(Math.min((WIDTH - 2 * MARGIN) / (east - west), (HEIGHT - 2 * MARGIN) / (north - south))),
  );
  const left = Math.floor((WIDTH - side * (east - west)) / 2);
  const top = Math.floor((HEIGHT - side * (north - south)) / 2);
  // Each line begins with the number of its filter: 0, none.
  const line = Buffer.concat([Buffer.of(0), Buffer.alloc(WIDTH * 3, Buffer.from(PAPER))]);
  const pixels = Buffer.alloc(HEIGHT * line.length, line);
  const { groups, bands } = shown.incident;
  const columns = period.kind === 'year' ? 1 : groups.length;
  for (let i = 0; i < squares.east.length; i++) {
    const band = Math.max(...bands.subarray(i * columns, (i + 1) * columns));
    const step = FROM.findLastIndex((from) => band >= from);
    const colour = step < 0 ? LAND : SCALE[step]!;
    const [x0, y0] = [left + (squares.east[i]! - west) * side, top + (north - 1 - squares.north[i]!) * side];
    const stretch = Buffer.alloc(3 * Math.max(1, side - 1), Buffer.from(colour));
    for (let y = y0; y < y0 + Math.max(1, side - 1); y++) pixels.set(stretch, y * line.length + 1 + x0 * 3);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8); // eight bits a colour, red green blue
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** @see PNG specification (3rd edition), 5.3 */
function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
