import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Import, Municipality, Problem } from '@lagesbild/contract';
import fc from 'fast-check';
import type { App } from './app.ts';
import { type Case, casesOf, type Known } from './case.ts';
import { type Answer, RawClient } from './client.ts';
import { succeed } from './command.ts';
import { type Asker, Crowd } from './crowd.ts';
import { incidentsCsv, takeIn } from './file-in.ts';
import { operationsOf } from './operation.ts';
import { count, type Proof, type ProofLine, type ProofOptions } from './proof.ts';
import { onStage, type Stage } from './stage.ts';

/** Cases made at once, each batch from its own seed. */
const BATCH = 200;
/** Half of a case's time is waiting: for half a request to be given up, for the end of what never ends. */
const AT_ONCE = 4;
const SHOWN_MAX = 20;

/**
 * Promise 5: whatever is sent, the answer is a right one or a refusal in one sentence, never a failure; and after each case
 * something that has nothing to do with it is still answered as before. What there is to ask comes from the
 * description of the running application, so that a new route is tried without anyone remembering it.
 */
export const proof: Proof = {
  long: { n: 100_000 },
  short: { n: 5_000 },
  run: async (options) => {
    const lines: ProofLine[] = [];
    // Both engines when it is asked for; the embedded one alone is the harder, since a crash of it takes more along.
    const engines = options.short ? options.engines.slice(0, 1) : options.engines;
    for (const engine of engines) lines.push(await onStage(engine, (stage) => prove(stage, options)));
    return lines;
  },
};

/** Right, and minutes of work each: the demonstration is five made-up years. */
const NEVER_RIGHT = ['POST /api/demonstration'];

async function prove(stage: Stage, { n, seed }: ProofOptions): Promise<ProofLine> {
  // A flood is answered with 503, which is right and would hide what isn't.
  const app = await stage.start({ env: { FLAG_FLOOD: '9999999' } });
  const known = await furnish(stage, app);
  const client = new RawClient(portOf(app));
  const witness = await Witness.begin(app, await Crowd.gather(app, client), client);
  const { operations, resolve } = operationsOf(await app.ask('GET', '/api/openapi.json'));
  const arbitraries = operations.map((operation) => casesOf(operation, { resolve, known, neverRight: NEVER_RIGHT }));
  for (let done = 0; done < n && app.alive; ) {
    const batch = fc.sample(fc.oneof(...arbitraries), { seed: seed + done, numRuns: Math.min(BATCH, n - done) });
    await witness.change();
    done += batch.length;
    const each = async (): Promise<void> => {
      for (let one = batch.pop(); one !== undefined && app.alive; one = batch.pop()) {
        witness.judge(one, await witness.ask(one));
        await witness.sentinel(one);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, each));
    if (app.alive) await witness.clearDesk();
  }
  const { failures, wrong, statuses } = witness;
  const crashed = app.alive ? 0 : 1;
  if (app.alive) await app.stop();
  client.close();
  witness.close();
  // One of each kind.
  const kinds = new Map([...failures, ...wrong].map((text) => [text.slice(0, 60), text]));
  for (const text of [...kinds.values()].slice(0, SHOWN_MAX)) console.error(text);
  if (crashed > 0) console.error(app.said);
  return {
    promise: '5',
    what: `${count(n)} bad inputs on ${operations.length} operations, ${stage.engine}`,
    reached: `${failures.length} failures, ${crashed} crashes, ${wrong.length} wrong sentinels (${[...statuses]
      .sort()
      .map(([status, times]) => `${status}: ${count(times)}`)
      .join(', ')}; ${client.waits} sent again after a wait)`,
    wanted: '0, 0, 0',
    kept: failures.length === 0 && crashed === 0 && wrong.length === 0 && refusedShare(statuses) > 0.3,
  };
}

/** If hardly anything were refused, hardly anything bad was sent. */
const refusedShare = (statuses: ReadonlyMap<number, number>): number => {
  const all = [...statuses].reduce((sum, [, times]) => sum + times, 0);
  return [...statuses].reduce((sum, [status, times]) => (status >= 400 ? sum + times : sum), 0) / all;
};

const portOf = (app: App): number => Number(new URL(app.url).port);

/** Rows to ask about, and what right values look like. */
async function furnish(stage: Stage, app: App): Promise<Known> {
  await takeIn(app, incidentsCsv(400, 'rad'), 'kommunen');
  const outline = join(stage.data_dir, 'vittne.geojson');
  writeFileSync(outline, JSON.stringify({ type: 'Polygon', coordinates: [WITNESS_OUTLINE] }));
  const where = ['--srid', '3006', '--time-zone', 'Europe/Stockholm', '--outline', outline];
  await succeed(stage, 'municipality', 'add', '--slug', 'vittne', '--name', 'Vittne', '--code', '9999', ...where);
  await takeIn(app, incidentsCsv(300, 'vittne', WITNESS_PLACE), 'vittnet', 'vittne');
  const { categories, sources } = await app.ask<Municipality>('GET', '/api/sigtuna');
  const [{ import_id }] = await app.ask<[Import]>('GET', '/api/sigtuna/imports');
  return {
    municipality: ['sigtuna'],
    area: ['sigtuna'],
    slug: ['sigtuna', 'annan'],
    z: ['0', '8', '12', '16'],
    x: ['0', '140', '2250'],
    y: ['0', '74', '1190'],
    incident_id: ['1', '400'],
    source_id: sources.map(({ source_id }) => String(source_id)),
    import_id: [import_id],
    category: categories.slice(0, 3).map(({ code }) => code),
    // A request of Open311: a form whose every field is text.
    jurisdiction_id: ['sigtuna'],
    service_code: ['dark', 'threats', 'well_lit'],
    lat: ['59.6192'],
    long: ['17.8567'],
    categories: categories.slice(0, 3).map(({ code }) => code),
    from: ['2026-01-01'],
    to: ['2026-12-31'],
  };
}

class Witness {
  readonly failures: string[] = [];
  readonly wrong: string[] = [];
  readonly statuses = new Map<number, number>();
  readonly #crowd: Crowd;
  readonly #cases: RawClient;
  /** Its own connections: those of the cases are there to be broken. */
  readonly #client: RawClient;
  /** path → the answer that has to stay the same */
  readonly #sentinels = new Map<string, string>();
  #asker: Asker;
  #asked = 0;
  /** Files that were taken to the desk by a case. */
  #imports: string[] = [];

  private constructor(app: App, crowd: Crowd, cases: RawClient, asker: Asker) {
    this.#client = new RawClient(portOf(app));
    this.#crowd = crowd;
    this.#cases = cases;
    this.#asker = asker;
  }

  static async begin(app: App, crowd: Crowd, cases: RawClient): Promise<Witness> {
    const witness = new Witness(app, crowd, cases, await crowd.next());
    for (const path of SENTINELS) {
      const answer = await witness.#look(path);
      if (answer?.status !== 200) throw new Error(`${path} of ${app.url} answers ${answer?.status}: ${answer?.text}`);
      witness.#sentinels.set(path, answer.text);
    }
    return witness;
  }

  /** From here on somebody else asks. */
  async change(): Promise<void> {
    this.#asker = await this.#crowd.next();
  }

  /** Every twentieth comes from nobody. */
  ask(one: Case): Promise<Answer | null> {
    const { cookie, address } = this.#asker;
    const signed = this.#asked++ % 20 === 19 ? one : { ...one, headers: { cookie, ...one.headers } };
    return this.#cases.ask(signed, address);
  }

  close(): void {
    this.#client.close();
  }

  judge(one: Case, answer: Answer | null): void {
    // A closed connection is the right answer to bytes that are no request.
    const status = answer?.status ?? 0;
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    const why = answer === null ? (one.raw === undefined ? 'no answer' : null) : faultOf(answer);
    if (status === 202 && one.path.startsWith('/api/imports'))
      this.#imports.push((JSON.parse(answer!.text) as Import).import_id);
    if (why !== null) this.failures.push(`${why}: ${status} ${answer?.text.slice(0, 300)}\n  to ${shown(one)}`);
  }

  /** Asks something else, and compares. */
  async sentinel(after: Case): Promise<void> {
    const path = SENTINELS[this.#asked % SENTINELS.length]!;
    let answer = await this.#look(path);
    if (answer?.status === 401) {
      await this.change();
      answer = await this.#look(path);
    }
    if (answer?.text !== this.#sentinels.get(path))
      this.wrong.push(`${path} is ${answer?.status} ${answer?.text.slice(0, 200)} after ${shown(after)}`);
  }

  /** Files that wait for an answer fill the desk, and then every other file is turned away at the door. */
  async clearDesk(): Promise<void> {
    const { cookie, address } = this.#asker;
    for (const id of this.#imports.splice(0)) {
      const path = `/api/imports/${id}/cancel`;
      await this.#client.ask({ method: 'POST', path, headers: { cookie }, body: null }, address);
    }
  }

  #look(path: string): Promise<Answer | null> {
    const { cookie, address } = this.#asker;
    return this.#client.ask({ method: 'GET', path, headers: { cookie }, body: null }, address);
  }
}

const WITNESS_PLACE: [number, number] = [15.1, 58.05];
const WITNESS_OUTLINE = [
  [15, 58],
  [15.3, 58],
  [15.3, 58.2],
  [15, 58.2],
  [15, 58],
];

/** Nothing that a case may rightly change: an area that no case knows the name of, and a page. */
const SENTINELS = ['/api/vittne/incidents/tally', '/api/vittne', '/tiles/vittne/incidents/8/138/77.mvt', '/login'];

function faultOf({ status, headers, text }: Answer): string | null {
  if (status >= 500) return 'a failure';
  if (status >= 400 && text !== '' && String(headers['content-type']).includes('json')) {
    const { detail, code } = problemIn(text);
    if (typeof detail !== 'string' || typeof code !== 'string') return 'a refusal without words';
    if (/[\r\n]|\bat .*:\d+:\d+|node_modules|select .* from/i.test(detail)) return 'a refusal that tells too much';
  }
  return null;
}

/** What a refusal says; GeoReport v2 (Open311) has a form of its own for it, a list. */
function problemIn(text: string): Partial<Problem> {
  try {
    const refusal = JSON.parse(text) as Partial<Problem> | { code: number; description: string }[];
    if (!Array.isArray(refusal)) return refusal;
    return { code: String(refusal[0]?.code ?? ''), detail: refusal[0]?.description };
  } catch {
    return {};
  }
}

const shown = ({ method, path, body, headers, raw }: Case): string =>
  raw === undefined
    ? `${method} ${path.slice(0, 300)} ${JSON.stringify({ ...headers, cookie: undefined }).slice(0, 200)} ${body?.toString('latin1').slice(0, 300) ?? ''}`
    : JSON.stringify(raw.slice(0, 200));
