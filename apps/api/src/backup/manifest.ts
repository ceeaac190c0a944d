import { z } from 'zod';

/** Raised when an older version couldn't read what a newer one writes. */
export const FORMAT = 1;
export const MANIFEST_FILE = 'manifest.json';
export const SUMS_FILE = 'SHA256SUMS';
/** Files of the data folder that the database's rows are made with: without them a backup can't be gone on with. */
export const KEY_FOLDER = 'keys';

const Name = z.string().regex(/^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$/);
const Count = z.number().int().min(0);

const BackupTable = z.object({
  name: Name,
  rows: Count,
  bytes: Count,
  /** Of the table's file, which is its content in the order of its key: the same on both engines. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  key: z.array(z.string()),
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
});
export type BackupTable = z.infer<typeof BackupTable>;

/** What a backup or an export says of itself. */
export const Manifest = z.object({
  product: z.literal('lagesbild'),
  format: Count,
  version: z.string(),
  made_at: z.iso.datetime(),
  engine: z.object({ kind: z.enum(['embedded', 'server']), postgresql: z.string(), postgis: z.string() }),
  /** The migrations that its tables came from, in their order. */
  migrations: z.array(z.string().regex(/^\d{4}_[a-z0-9_]+\.mjs$/)),
  tables: z.array(BackupTable),
  sequences: z.array(z.object({ name: Name, last_value: z.string().regex(/^-?\d+$/), is_called: z.boolean() })),
  keys: z.array(z.string().regex(/^[a-z][a-z0-9-]*\.key$/)),
});
export type Manifest = z.infer<typeof Manifest>;

export const fileOf = ({ name }: Pick<BackupTable, 'name'>): string => `${name}.csv`;

/** Names of all files but the manifest and the sums, in the order they are stored. */
export const filesOf = ({ keys, tables }: Manifest): string[] => [
  ...keys.map((name) => `${KEY_FOLDER}/${name}`),
  ...tables.map(fileOf),
];

export const rowsIn = ({ tables }: Pick<Manifest, 'tables'>): number => tables.reduce((sum, { rows }) => sum + rows, 0);

/** Names of tables whose rows or content differ between the two, and tables only one of them has. */
export function differences(a: readonly BackupTable[], b: readonly BackupTable[]): string[] {
  const known = new Map(a.map((table) => [table.name, table]));
  const different = b.filter(({ name, sha256, rows }) => {
    const other = known.get(name);
    known.delete(name);
    return other?.sha256 !== sha256 || other.rows !== rows;
  });
  return [...different.map(({ name }) => name), ...known.keys()];
}
