import type { RoleGrant } from '@lagesbild/contract';
import { LRUCache } from 'lru-cache';
import type { Database } from './database.ts';

/** Whoever asks, as far as it matters for which sources they may see. */
export interface Beholder {
  account: { organisation: { organisation_id: string } } | null;
  grants: readonly RoleGrant[];
}

/** A source that not everybody may see who sees incidents. */
interface Limit {
  source_id: number;
  slug: string;
  viewer_roles: readonly string[] | null;
  viewer_organisations: readonly string[] | null;
}

// in: slug of the area; out: its sources that have a limit; order: source_id
const LIMITS = `
  select s.source_id, s.slug, s.viewer_roles, cast(s.viewer_organisations as text[]) as viewer_organisations
  from staff.source s join staff.municipality m on m.municipality_id = s.municipality_id
  where m.slug = :slug and (s.viewer_roles is not null or s.viewer_organisations is not null)
  order by s.source_id`;

const AREAS_KEPT = 500;
const NONE: readonly number[] = [];

/**
 * Which sources somebody may not see. The limits of an area are read once, and forgotten at once when any source's change, in
 * this process or another; while changes can't be heard, nothing is kept.
 */
export class SourceViewers {
  readonly #database: Pick<Database, 'knex'>;
  readonly #kept = new LRUCache<string, readonly Limit[]>({ max: AREAS_KEPT });
  #deaf = false;
  #changes = 0;

  constructor(database: Pick<Database, 'knex'>, opened: Promise<Database>) {
    this.#database = database;
    opened
      .then((open) =>
        open.onAccountChange((news) => {
          this.#deaf = news === 'deaf' || (this.#deaf && news !== 'hearing');
          this.forget();
        }),
      )
      .catch(() => {}); // said by every route
  }

  /** For whoever has just changed a limit: the next request must see it, sooner than the database tells. */
  forget(): void {
    this.#changes++;
    this.#kept.clear();
  }

  /** Numbers of the area's sources that this person may not see, rising; usually none. */
  async hiddenFrom(slug: string, who: Beholder): Promise<readonly number[]> {
    const limits = await this.#limitsOf(slug);
    return limits.length === 0
      ? NONE
      : limits.filter((limit) => isBeyond(limit, slug, who)).map(({ source_id }) => source_id);
  }

  /** May this person not see the source of this name? One that isn't there yet hides from nobody. */
  async hides(slug: string, who: Beholder, source: string): Promise<boolean> {
    const limit = (await this.#limitsOf(slug)).find((one) => one.slug === source);
    return limit !== undefined && isBeyond(limit, slug, who);
  }

  async #limitsOf(slug: string): Promise<readonly Limit[]> {
    const kept = this.#kept.get(slug);
    if (kept !== undefined) return kept;
    const before = this.#changes;
    const { rows } = await this.#database.knex.raw<{ rows: Limit[] }>(LIMITS, { slug });
    if (!this.#deaf && before === this.#changes) this.#kept.set(slug, rows);
    return rows;
  }
}

function isBeyond({ viewer_roles, viewer_organisations }: Limit, slug: string, { account, grants }: Beholder): boolean {
  const held = grants.filter(({ municipality }) => municipality === null || municipality === slug);
  if (viewer_roles !== null && !held.some(({ role }) => viewer_roles.includes(role))) return true;
  const own = account?.organisation.organisation_id;
  return viewer_organisations !== null && (own === undefined || !viewer_organisations.includes(own));
}
