import iconv from 'iconv-lite';

/** A column of a shapefile's table. */
interface Field {
  readonly name: string;
  /** it holds characters, not numbers, days or truths */
  readonly text: boolean;
  readonly at: number;
  readonly width: number;
}

/** The table beside a shapefile (dBase): its columns, and cells as text. */
export interface AttributeTable {
  readonly fields: readonly Field[];
  /** as many as it claims, and no more than it holds */
  readonly rows: number;
  readonly read: (row: number, field: Field) => string;
}

/** @param cpg  what says how its characters are written, if anything does. @throws {RangeError} when it is cut short */
export function openAttributes(dbf: Uint8Array, cpg: Uint8Array | undefined): AttributeTable {
  const table = Buffer.from(dbf.buffer, dbf.byteOffset, dbf.byteLength);
  const said = cpg === undefined ? '' : Buffer.from(cpg).toString('latin1').trim();
  const encoding = iconv.encodingExists(said) ? said : 'latin1';
  const [claimed, head, width] = [table.readUInt32LE(4), table.readUInt16LE(8), table.readUInt16LE(10)];
  const fields: Field[] = [];
  let at = 1; // after the mark of deletion
  for (let place = 32; place + 32 <= head && table[place] !== 0x0d; place += 32) {
    const name = table.toString('latin1', place, place + 11).replace(/\0.*$/s, '');
    fields.push({ name, text: table[place + 11] === 0x43, at, width: table[place + 16]! });
    at += table[place + 16]!;
  }
  return {
    fields,
    rows: width === 0 ? 0 : Math.min(claimed, Math.floor((table.length - head) / width)),
    read: (row, field) => {
      const start = head + row * width + field.at;
      return iconv.decode(table.subarray(start, start + field.width), encoding).trim();
    },
  };
}
