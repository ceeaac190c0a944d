import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RawRow, SourceFile } from './source-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'reading-'));
let written = 0;

/** Writes a file for one test. @returns its path */
export function fileFixture(content: string | Buffer, name = 'file.csv'): string {
  const path = join(folder, `${++written}-${name}`);
  writeFileSync(path, content);
  return path;
}

export async function allRows(file: SourceFile): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const batch of file.rows()) rows.push(...batch);
  return rows;
}
