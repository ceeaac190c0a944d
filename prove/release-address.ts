import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { COMMAND } from '../apps/api/src/audit/entry.ts';
import { openDatabase } from '../apps/api/src/db/database.ts';
import { findMunicipality } from '../apps/api/src/db/municipality.ts';
import type { Random } from '../apps/api/src/municipality/demonstration/random.ts';
import { ensureShipped } from '../apps/api/src/municipality/seed.ts';
import { crowdedSigtuna } from '../apps/api/src/publication/testing.ts';
import { ReleaseWorks } from '../apps/api/src/publication/works.ts';
import { RawClient } from './client.ts';
import { onStage } from './stage.ts';

/** What addresses are put together from: what there is, what there might be, and what a server might stumble over. */
const AREAS = ['sigtuna', 'Sigtuna', 'knivsta', 'sigtuna%00', '..', '.', '', '*', '%2e%2e', 'sigtuna;all=1'];
const RELEASES = [
  'year-2025',
  'quarter-2025-1',
  'quarter-2025-9',
  'year-9999',
  'YEAR-2025',
  'year-2025-',
  'quarter-2025-1%2F..',
];
const FILES = [
  'release.json',
  'table.csv',
  'map.geojson',
  'picture.png',
  'index.json',
  'actions.json',
  'table.csv.gz',
  'tally',
  '',
];
const QUERIES = [
  'bbox=17,59,18,60',
  'cell=1',
  'group=1',
  'from=2025-01-01',
  'k=0',
  'raw',
  '',
  'subject=unsafe&subject=safe',
  '%00',
  'format=exact',
];
const TAILS = ['', '', '', '', '/', '//', '/..', '#year', '%20', '/../table.csv'];

/** What 10,000 addresses gave: how many answers were files, and how many of those nobody knows; with a server that filters, as the control. */
export interface Addresses {
  asked: number;
  files: number;
  unknown: number;
  broken: number;
  control: number;
}

/** A3: other addresses than those that there are, of a server as it runs. */
export const attackAddresses = (n: number, random: Random): Promise<Addresses> =>
  onStage('embedded', async ({ data_dir, start }) => {
    const releases = await released(data_dir);
    const app = await start();
    const { port } = new URL(app.url);
    const client = new RawClient(Number(port));
    const body = async (path: string) => (await client.ask(get(path)))!;
    const known = new Set<string>();
    for (const path of [
      ...releases.flatMap((one) => FILES.slice(0, 4).map((file) => `${one}/${file}`)),
      ...FILES.slice(4, 6),
    ])
      known.add(digest((await body(`/release/sigtuna/${path}`)).text));
    const naive = await filtering((await body(`/release/sigtuna/${releases[0]}/table.csv`)).text);
    const found: Addresses = { asked: n, files: 0, unknown: 0, broken: 0, control: 0 };
    for (let i = 0; i < n; i++) {
      const path = addressOf(random);
      const [answer, careless] = [await client.ask(get(path)), await naive.client.ask(get(path))];
      if (answer === null || answer.status >= 500) found.broken++;
      if (answer?.status === 200) {
        found.files++;
        if (!known.has(digest(answer.text))) found.unknown++;
      }
      if (careless?.status === 200 && !known.has(digest(careless.text))) found.control++;
    }
    client.close();
    naive.close();
    return found;
  });

const get = (path: string) => ({ method: 'GET', path, headers: {}, body: null });
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The releases of a made-up Sigtuna, made and stored. */
async function released(data_dir: string): Promise<string[]> {
  const database = await openDatabase({ database_url: null, data_dir });
  try {
    await ensureShipped(database.knex);
    await crowdedSigtuna(database);
    const works = new ReleaseWorks((sentence) => console.error(sentence));
    const work = works.start(database, 'make', await findMunicipality(database.knex, 'sigtuna'), COMMAND);
    await work.settled;
    await works.close();
    return work.made;
  } finally {
    await database.close();
  }
}

/** Mostly near to one that there is; sometimes with a part of any bytes, or with a query. */
function addressOf(random: Random): string {
  const one = (from: readonly string[]): string => from[Math.floor(random.between(0, from.length))]!;
  const any = (): string =>
    encodeURIComponent(String.fromCodePoint(...Array.from({ length: 3 }, () => Math.floor(random.between(1, 0xd7ff)))));
  const part = (from: readonly string[]): string => {
    const chance = random.between(0, 1);
    return chance < 0.6 ? from[0]! : chance < 0.95 ? one(from) : any();
  };
  const parts = ['/release', part(AREAS), part(RELEASES), random.between(0, 1) < 0.3 ? one(FILES) : part(FILES)];
  if (random.between(0, 1) < 0.1) parts.splice(2, 1);
  const query = random.between(0, 1) < 0.3 ? `?${one(QUERIES)}` : '';
  return `${parts.join('/')}${one(TAILS)}${query}`;
}

/** A server as many are: what stands after the question mark picks lines. */
async function filtering(table: string): Promise<{ client: RawClient; close(): void }> {
  const lines = table.split('\r\n');
  const server = createServer(({ url = '' }, response) => {
    const query = new URL(url, 'http://localhost').search;
    const file = query === '' ? lines : lines.filter((line, i) => i === 0 || line.length % 2 === query.length % 2);
    response.end(file.join('\r\n'));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const client = new RawClient((server.address() as AddressInfo).port);
  return {
    client,
    close: () => {
      client.close();
      server.close();
    },
  };
}
