import type { Database } from '../db/database.ts';
import { readTable } from './content.ts';
import { asOfOneMoment } from './moment.ts';
import { listTables } from './table.ts';

/** By a restore data versions rise and the log goes on. */
export const GOES_ON = ['staff.data_version', 'staff.audit_entry', 'staff.audit_head'];

/** A hash of each table's content, but for what a restore doesn't take back. */
export const contentOf = (database: Database): Promise<Record<string, string>> =>
  asOfOneMoment(database, async (at) => {
    const content: Record<string, string> = {};
    for (const table of await at(listTables))
      if (!GOES_ON.includes(table.name)) content[table.name] = (await readTable(at, table)).sha256;
    return content;
  });
