import { gunzipSync, gzipSync } from 'node:zlib';
import type { Random } from '../apps/api/src/municipality/demonstration/random.ts';

/** Ways a backup can be no longer what it was. Each is given the whole file and gives it back harmed. */
const WAYS: ((whole: Buffer, random: Random) => Buffer)[] = [
  (whole, random) => whole.subarray(0, at(whole, random)),
  (whole, random) => changed(whole, (copy) => (copy[at(whole, random)]! ^= 1 << Math.floor(random.next() * 8))),
  (whole, random) => changed(whole, (copy) => copy.fill(0, at(whole, random) - 1, copy.length - 8)),
  (whole, random) => {
    const cut = at(whole, random);
    return Buffer.concat([whole.subarray(cut), whole.subarray(0, cut)]);
  },
  // Repacked, so that the packing itself is whole: what is inside must be found.
  (whole, random) =>
    repacked(whole, (tar) => changed(tar, (copy) => (copy[rowsFrom(copy) + Math.floor(random.next() * 400)]! ^= 1))),
  (whole) => repacked(whole, (tar) => tar.subarray(0, tar.length - 4096)),
  (whole) => repacked(whole, (tar) => swapped(tar, '"format": 1', '"format": 2')),
  (whole) => repacked(whole, (tar) => swapped(tar, '"0001_', '"7001_')),
  (whole) => repacked(whole, (tar) => swapped(tar, '"rows": ', '"rows":1')),
  () => Buffer.from('PK\u0003\u0004 some other file'),
  () => gzipSync(Buffer.alloc(20_000, 7)),
  () => Buffer.alloc(0),
];

/** The file harmed in the next way, every way in turn. */
export const mutilated = (whole: Buffer, turn: number, random: Random): Buffer =>
  WAYS[turn % WAYS.length]!(whole, random);

/** Not in the first ten bytes, whose changes may mean nothing (gzip's time and system), and not past the end. */
const at = (whole: Buffer, random: Random): number => Math.floor(random.between(11, whole.length - 1));

const changed = (whole: Buffer, change: (copy: Buffer) => unknown): Buffer => {
  const copy = Buffer.from(whole);
  change(copy);
  return copy;
};
const repacked = (whole: Buffer, change: (tar: Buffer) => Buffer): Buffer =>
  gzipSync(change(gunzipSync(whole)), { level: 1 });

/** Where rows of incidents begin: past the headers of the archive and of the table. */
const rowsFrom = (tar: Buffer): number => tar.lastIndexOf('staff.incident.csv') + 512 + 300;

function swapped(tar: Buffer, from: string, to: string): Buffer {
  const found = tar.indexOf(from);
  if (found < 0 || from.length !== to.length) throw new Error(`${from} can't be swapped for ${to}`);
  return changed(tar, (copy) => copy.write(to, found));
}
