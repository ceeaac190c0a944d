import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMAND } from '../../apps/api/src/audit/entry.ts';
import type { Database } from '../../apps/api/src/db/database.ts';
import { openTestDatabase } from '../../apps/api/src/db/testing.ts';
import { testDesk } from '../../apps/api/src/import/desk.testing.ts';
import type { Loaded } from '../../apps/api/src/incident/load-worker.ts';
import { addIncidents, makeIncidents, seeded, sigtunaOf } from '../../apps/api/src/incident/testing.ts';
import { Threads } from '../../apps/api/src/incident/threads.ts';
import { switchSource } from '../../apps/api/src/source/governed.ts';

/** A reload that reads only what has changed gives, byte for byte, what reading everything gives. */
let database: Database;
let drop: ReturnType<typeof testDesk>;
let municipality_id: number;
let categories: string[];
let held: Loaded;
let file: Uint8Array[];
const threads = new Threads();

beforeAll(async () => {
  database = await openTestDatabase();
  drop = testDesk(database);
  ({ municipality_id, categories } = await sigtunaOf(database));
  await addIncidents(database, municipality_id, makeIncidents(3000, seeded(1), categories.slice(0, 9)));
  held = (await load(null))!;
  file = held.encoded;
});
afterAll(async () => {
  await drop?.desk.close();
  await threads.close();
});

const load = async (before: Loaded['before'] | null, hidden: readonly number[] = []): Promise<Loaded | null> =>
  threads.load({ connections: [database.connection], municipality_id, hidden, version: 0, before });

/** Goes on from what is held, and compares with everything read anew. @returns how many rows were read */
async function reload(what: string): Promise<number> {
  const [changed, all] = [(await load(held.before))!, (await load(null))!];
  file = [changed.encoded[0]!, ...file.slice(1, 1 + changed.blocks_kept), ...changed.encoded.slice(1)];
  expect(changed.area.version, what).toBeGreaterThan(held.area.version);
  expect(changed.parts, what).toEqual(all.parts);
  expect(changed.before, what).toEqual(all.before);
  expect(file, what).toEqual(all.encoded);
  expect(changed.fingerprint, what).toBe(all.fingerprint);
  held = changed;
  return changed.rows_read;
}

const source = (slug: string) => ({ slug, name: slug, kind: 'municipal' as const, licence: null });
/** An edition of a file: reports of one or several rows, at a few addresses, some of them on other days than before. */
function edition(ids: readonly number[], seed: number): string {
  const random = seeded(seed);
  const line = (id: number): string => {
    const day = String(1 + Math.floor(random() * 27)).padStart(2, '0');
    const place = [17.8501, 17.8502, 17.8503][Math.floor(random() * 3)];
    return `${id};K${100 + Math.floor(id / 3)};2026-03-${day} 21:15;Misshandel utomhus;${place};59.62`;
  };
  return ['id;anmälningsnummer;tid;brott;longitud;latitud', ...ids.map(line)].join('\n');
}
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const take = async (text: string, slug = 'kommunen'): Promise<string> => {
  const job = await drop.take(text, { source: source(slug) });
  expect(job.state).toBe('done');
  return job.id;
};
const undo = async (id: string): Promise<void> => {
  await drop.desk.undo('sigtuna', id);
  await drop.desk.idle();
};
const sourceId = async (slug: string): Promise<number> =>
  (await database.knex.raw('select source_id from staff.source where slug = ?', [slug])).rows[0].source_id;
const turn = async (slug: string, on: boolean): Promise<void> => {
  await switchSource(database, { municipality_id, slug: 'sigtuna' }, await sourceId(slug), on, COMMAND);
};

test('An import, an update, its undoing and a source switched off and on are read as what they changed', async () => {
  const first = await take(edition(upTo(60), 1));
  expect(await reload('an import')).toBe(60);
  const update = await take(edition(upTo(40), 2));
  expect(await reload('an update')).toBeLessThanOrEqual(40);
  await turn('kommunen', false);
  expect(await reload('a source switched off')).toBe(0);
  await turn('kommunen', true);
  expect(await reload('a source switched on')).toBe(60);
  await undo(update);
  expect(await reload('an undone update')).toBeLessThanOrEqual(60);
  await take(edition(upTo(50), 3));
  await undo(first);
  await addIncidents(database, municipality_id, makeIncidents(200, seeded(2), categories.slice(0, 5)));
  expect(await reload('three at once')).toBeLessThanOrEqual(300);
});

test('Whatever happens in whatever order, and however much of it between two reloads', async () => {
  const random = seeded(7);
  const whole = (below: number): number => Math.floor(random() * below);
  const done: string[] = [];
  const off = new Set<string>();
  for (let step = 0; step < 40; step++) {
    const slug = ['kommunen', 'vaktbolaget'][whole(2)]!;
    const what = ['take', 'take', 'undo', 'switch', 'add'][whole(5)];
    if (what === 'take') {
      const ids = upTo(40).filter(() => random() < 0.6);
      const job = await drop.take(edition(ids, 100 + step), { source: source(slug) });
      if (job.state === 'done') done.push(job.id);
    } else if (what === 'undo' && done.length > 0) await undo(done.splice(whole(done.length), 1)[0]!);
    else if (what === 'switch' && done.length > 0) {
      if (!off.delete(slug)) off.add(slug);
      await turn(slug, !off.has(slug)).catch(() => off.clear()); // the second source isn't there yet
    } else await addIncidents(database, municipality_id, makeIncidents(5, seeded(step), categories.slice(0, 3)));
    const { rows } = await database.knex.raw(
      'select version::integer from staff.data_version where municipality_id = ?',
      [municipality_id],
    );
    if (rows[0].version > held.area.version && random() < 0.7) await reload(`step ${step}, ${what}`);
  }
});

test('For whom a source is hidden, a reload reads as little, and never one of its rows', async () => {
  const hidden = [await sourceId('kommunen')];
  let theirs = (await load(null, hidden))!;
  const before = theirs.parts.columns.count;
  for (const slug of ['kommunen', 'vaktbolaget']) {
    await take(edition(upTo(30), slug.length), slug);
    const [changed, all] = [(await load(theirs.before, hidden))!, (await load(null, hidden))!];
    expect(changed.parts, slug).toEqual(all.parts);
    expect(changed.fingerprint, slug).toBe(all.fingerprint);
    if (slug === 'kommunen') expect([changed.rows_read, changed.parts.columns.count]).toEqual([0, before]);
    theirs = changed;
  }
  const { rows } = await database.knex.raw(
    'select incident_id from staff.visible_incident where source_id <> ?',
    hidden,
  );
  expect([...theirs.parts.columns.row].sort()).toEqual(
    rows.map((row: { incident_id: number }) => row.incident_id).sort(),
  );
});

test('What can no longer be told apart is read as a whole', async () => {
  await addIncidents(database, municipality_id, makeIncidents(20, seeded(3), ['a_code_of_old']));
  expect(await reload('a category that no list names')).toBe(held.parts.columns.count);
  await addIncidents(database, municipality_id, makeIncidents(20, seeded(4), categories.slice(0, 2)));
  expect(await reload('and with it everything after')).toBe(held.parts.columns.count);
  await database.knex.transaction(async (trx) => {
    await trx.raw("delete from staff.incident where category = 'a_code_of_old'");
    await trx.raw('update staff.import set public_id = gen_random_uuid() where import_id = 1');
    await database.bumpDataVersion(trx, municipality_id);
  });
  expect(await reload('an import that is another one now, as after a restore')).toBe(held.parts.columns.count);
});
