import type { Municipality, Source } from '@lagesbild/contract';
import { seededRandom } from '../apps/api/src/municipality/demonstration/random.ts';
import type { App } from './app.ts';
import { incidentsCsv, takeIn } from './file-in.ts';
import { brokenIndexes } from './indexes.ts';
import { Planner } from './planner.ts';
import { count, type Engine, type Proof, type ProofLine, type ProofOptions } from './proof.ts';
import { onEachEngine, pause, type Stage } from './stage.ts';

const ROWS = 300;
const SWITCH = 'strombrytare';

/**
 * Promise 1: no acknowledged write is lost when the process is killed at any moment, and an import is there as a whole or
 * not at all; so are a week of visits, the zones it is planned for and a permit. The witness, in this process, remembers what was acknowledged; after each kill it asks the next process.
 * On a server the database itself is killed every second time, and the application has to find it again by itself.
 */
export const proof: Proof = {
  long: { n: 500 },
  short: { n: 25 },
  run: onEachEngine(prove),
};

const killsOf = (engine: Engine, { n, short }: ProofOptions): number =>
  short && engine === 'server' ? Math.min(n, 10) : n;

async function prove(stage: Stage, options: ProofOptions): Promise<ProofLine> {
  const n = killsOf(stage.engine, options);
  const random = seededRandom(options.seed);
  const witness = new Witness();
  const planner = new Planner();
  let app = await stage.start();
  await planner.begin(app);
  await takeIn(app, incidentsCsv(5, SWITCH), SWITCH);
  for (let kill = 0; kill < n; kill++) {
    const switching = witness.flipUntilGone(app);
    const importing = witness.importUntilGone(app);
    const planning = planner.saveUntilGone(app);
    // Every other kill comes after something was acknowledged, however slow the machine: else nothing could be lost.
    if (kill % 2 === 0) await witness.somethingAcknowledged();
    await pause(random.between(100, 2500));
    const theDatabase = stage.cluster !== null && kill % 2 === 1;
    if (theDatabase) {
      await stage.cluster!.kill();
      witness.stop();
      planner.stop();
      await Promise.all([switching, importing, planning]);
      stage.cluster!.start();
      await app.open();
    } else {
      await app.kill();
      await Promise.all([switching, importing, planning]);
      app = await stage.start();
    }
    await witness.compare(app);
    await planner.compare(app);
  }
  await app.stop();
  const { checked, broken } = await brokenIndexes(stage);
  const { acknowledged, lost, imports, half } = witness;
  return {
    promise: '1',
    what: `${n} kills, ${stage.engine}`,
    reached: `${lost + planner.lost} of ${count(acknowledged + planner.saved)} writes lost (${count(planner.saved)} of weeks, zones and permits), ${half} of ${imports} imports and ${planner.half} plans half there, ${broken.length} of ${checked} indexes wrong`,
    wanted: '0, 0 and 0, 0',
    kept:
      lost + planner.lost === 0 &&
      half + planner.half === 0 &&
      broken.length === 0 &&
      acknowledged >= n / 2 &&
      planner.saved > 0,
  };
}

/** Writes without pause, and remembers what it was told. */
class Witness {
  acknowledged = 0;
  lost = 0;
  imports = 0;
  half = 0;
  #stopped = false;
  #shown = true;
  /** Asked for and not yet answered: it may or may not have been stored. */
  #asked: boolean | null = null;
  #version = 0;
  /** source → whether its import was acknowledged as done */
  #sources = new Map<string, boolean>();

  stop(): void {
    this.#stopped = true;
  }

  /** One more than there were, or half a minute. */
  async somethingAcknowledged(): Promise<void> {
    const before = this.acknowledged;
    for (let waited = 0; this.acknowledged === before && waited < 30_000; waited += 50) await pause(50);
  }

  /** Shows and hides a source, over and over; each is a transaction that raises the data version. */
  async flipUntilGone(app: App): Promise<void> {
    this.#stopped = false;
    try {
      const { source_id } = (await sources(app)).find(({ slug }) => slug === SWITCH)!;
      while (!this.#stopped) {
        this.#asked = !this.#shown;
        await app.ask('PATCH', `/api/sigtuna/sources/${source_id}`, { enabled: this.#asked });
        this.#shown = this.#asked;
        this.#asked = null;
        this.#version++;
        this.acknowledged++;
      }
    } catch {
      // Gone, or refused because the database is: not acknowledged.
    }
  }

  async importUntilGone(app: App): Promise<void> {
    try {
      while (!this.#stopped) {
        const slug = `fil-${this.#sources.size}`;
        this.#sources.set(slug, false);
        await takeIn(app, incidentsCsv(ROWS, slug), slug);
        this.#sources.set(slug, true);
        this.acknowledged++;
      }
    } catch {
      // As above.
    }
  }

  /** Asks what is there now. */
  async compare(app: App): Promise<void> {
    const { data } = await app.ask<Municipality>('GET', '/api/sigtuna');
    if (data.version < this.#version) this.lost += this.#version - data.version;
    this.#version = data.version;
    const here = new Map((await sources(app)).map((source) => [source.slug, source]));
    const shown = here.get(SWITCH)!.enabled;
    if (shown !== this.#shown && shown !== this.#asked) this.lost++;
    [this.#shown, this.#asked] = [shown, null];
    this.imports = this.#sources.size;
    for (const [slug, done] of this.#sources) {
      const rows = here.get(slug)?.incidents ?? 0;
      if (rows !== 0 && rows !== ROWS) this.half++;
      if (done && rows !== ROWS) this.lost++;
    }
  }
}

const sources = async (app: App): Promise<Source[]> => (await app.ask<Municipality>('GET', '/api/sigtuna')).sources;
