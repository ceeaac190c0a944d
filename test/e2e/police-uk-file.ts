/** A street-level file as data.police.uk writes them, made up here: a made-up town at a real place (Exeter). */
export interface PoliceUkFile {
  name: string;
  buffer: Buffer;
  rows: number;
  /** With coordinates. */
  usable: number;
  /** Of these, not found by the police themselves: what a map shows before anybody asks for more. */
  shown: number;
}

const HEADERS =
  'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context';
const MONTHS = Array.from({ length: 12 }, (_, i) => `2024-${String(i + 1).padStart(2, '0')}`);
/** Drugs are found where police look; the others are reported by the public. */
const TYPES = ['Burglary', 'Robbery', 'Vehicle crime', 'Bicycle theft', 'Drugs'];

/** @param rows  how many; every 25th lacks its coordinates */
export function policeUkFile(rows: number): PoliceUkFile {
  const random = seeded(2019);
  const lines = [HEADERS];
  let usable = 0;
  let shown = 0;
  for (let i = 0; i < rows; i++) {
    const located = i % 25 !== 24;
    const type = TYPES[i % TYPES.length]!;
    // Two knots and a spread between them: a surface with a hill is something to see.
    const middle = i % 3 === 0 ? [-3.53, 50.72] : [-3.5, 50.735];
    const at = middle.map((degrees) => (degrees + (random() + random() - 1) * 0.012).toFixed(6));
    const place = located ? at.join(',') : ',';
    const id = i.toString(16).padStart(64, '0');
    const street = located ? 'On or near Fore Street' : 'No Location';
    const police = 'Devon & Cornwall Police';
    lines.push(
      `${id},${MONTHS[i % 12]},${police},${police},${place},${street},E01020000,Exeter 001A,${type},Under investigation,`,
    );
    if (located) usable++;
    if (located && type !== 'Drugs') shown++;
  }
  return { name: '2024-devon-street.csv', buffer: Buffer.from(`${lines.join('\n')}\n`), rows, usable, shown };
}

/** Lehmer's generator with Park & Miller's multiplier: the same file each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
