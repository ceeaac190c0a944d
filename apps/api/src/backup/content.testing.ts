import type { Database } from '../db/database.ts';
import { readTable } from './content.ts';
import { asOfOneMoment } from './moment.ts';
import { listTables } from './table.ts';

/** A hash of each table's content. Data versions rise by a restore, and are left out. */
export const contentOf = (database: Database): Promise<Record<string, string>> =>
  asOfOneMoment(database, async (at) => {
    const content: Record<string, string> = {};
    for (const table of await at(listTables))
      if (table.name !== 'staff.data_version') content[table.name] = (await readTable(at, table)).sha256;
    return content;
  });
