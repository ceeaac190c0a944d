import { randomUUID } from 'node:crypto';
import type { PermitArea, Unit, WeekPlan, ZonePlan } from '@lagesbild/contract';
import type { App } from './app.ts';

const WEEK = '2026-11-23';
const ZONES = 5;
/** Counts that tell one saving from the next: visits of a line may be no more. */
const ROUNDS = 24;

const outlineAt = (i: number) => {
  const [west, south] = [17.83 + 0.01 * i, 59.61];
  const [east, north] = [west + 0.004, south + 0.004];
  const ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]; // biome-ignore format: a ring
  return { type: 'MultiPolygon' as const, coordinates: [[ring]] };
};

/** Saves a week of visits, the zones it is planned for and a permit, over and over, and remembers what it was told. */
export class Planner {
  saved = 0;
  lost = 0;
  half = 0;
  #stopped = false;
  #plan_id = '';
  #unit_id = '';
  #permit_id = '';
  readonly #zone_ids = Array.from({ length: ZONES }, () => randomUUID());
  /** versions that were acknowledged */
  #known = { week: 0, zones: 1, permit: 1 };

  stop(): void {
    this.#stopped = true;
  }

  #zones(round: number) {
    return this.#zone_ids.map((zone_id, i) => ({
      ...{ zone_id, name: `Zon ${i}`, origin: 'drawn', why: `${round}`, outline: outlineAt(i) },
    }));
  }

  #permit(round: number) {
    const name = `Förordnande ${round}`;
    return {
      ...{ name, decision: name, outline: outlineAt(0), hours: '1'.repeat(168) },
      ...{ valid_from: '2026-01-01', valid_to: '2028-12-31' },
    };
  }

  async begin(app: App): Promise<void> {
    const zones = this.#zones(1);
    const plan = await app.ask<ZonePlan>('POST', '/api/sigtuna/zone-plans', { name: 'Kvällar', zones, note: '' });
    this.#plan_id = plan.plan_id;
    await app.ask('POST', `/api/sigtuna/zone-plans/${plan.plan_id}/publish`, { version: 1 });
    const unit = { name: 'Fältgruppen', organisation_kind: 'municipality', kind: 'faltare', size: 6 };
    this.#unit_id = (await app.ask<Unit>('POST', '/api/sigtuna/units', unit)).unit_id;
    this.#permit_id = (await app.ask<PermitArea>('POST', '/api/sigtuna/permit-areas', this.#permit(1))).permit_id;
  }

  async saveUntilGone(app: App): Promise<void> {
    this.#stopped = false;
    try {
      while (!this.#stopped) {
        const { week, zones, permit } = this.#known;
        await app.ask('PUT', this.#week(), { version: week, lines: this.#lines(week + 1) });
        this.#known.week++;
        this.saved++;
        await app.ask('POST', `/api/sigtuna/zone-plans/${this.#plan_id}/versions`, {
          ...{ based_on: zones, zones: this.#zones(zones + 1), note: '' },
        });
        this.#known.zones++;
        this.saved++;
        await app.ask('PUT', `/api/sigtuna/permit-areas/${this.#permit_id}`, {
          ...{ ...this.#permit(permit + 1), version: permit },
        });
        this.#known.permit++;
        this.saved++;
      }
    } catch {
      // Gone, or refused because the database is: not acknowledged.
    }
  }

  #week(): string {
    return `/api/sigtuna/visit-plans/${this.#plan_id}?week=${WEEK}`;
  }

  #lines(round: number) {
    return this.#zone_ids.map((zone_id, weekday) => ({
      ...{ zone_id, unit_id: this.#unit_id, weekday, from_minute: 0, to_minute: 720 },
      ...{ minutes: 5, visits: 1 + (round % ROUNDS) },
    }));
  }

  /** Asks what is there now: each of the three is as it was acknowledged or one later, and whole. */
  async compare(app: App): Promise<void> {
    const week = await app.ask<WeekPlan>('GET', this.#week());
    const plan = await app.ask<ZonePlan>('GET', `/api/sigtuna/zone-plans/${this.#plan_id}`);
    const [permit] = await app.ask<PermitArea[]>('GET', '/api/sigtuna/permit-areas');
    const now = { week: week.version, zones: plan.shown.version, permit: permit?.version ?? 0 };
    for (const what of ['week', 'zones', 'permit'] as const) this.lost += Math.max(0, this.#known[what] - now[what]);
    const wanted = now.week === 0 ? [] : this.#lines(now.week);
    const sortedBy = <T extends { zone_id: string }>(all: readonly T[]): T[] =>
      [...all].sort((a, b) => (a.zone_id < b.zone_id ? -1 : 1));
    const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
    const words = ({ zone_id, why }: { zone_id: string; why: string }): string => `${zone_id} ${why}`;
    const counts = ({ zone_id, visits }: { zone_id: string; visits: number }): string => `${zone_id} ${visits}`;
    if (!isSame(sortedBy(week.lines).map(counts), sortedBy(wanted).map(counts))) this.half++;
    if (!isSame(sortedBy(plan.zones).map(words), sortedBy(this.#zones(now.zones)).map(words))) this.half++;
    if (permit?.name !== `Förordnande ${now.permit}` || permit.decision !== permit.name) this.half++;
    this.#known = now;
  }
}
