import type { RoleGrant } from '@lagesbild/contract';
import { Freshness } from './account-change.ts';
import type { Database } from './database.ts';

/** Whoever asks, as far as it matters for which sources they may see. */
export interface Beholder {
  account: { organisation: { organisation_id: string } } | null;
  grants: readonly RoleGrant[];
}

/** A source that not everybody may see who sees incidents. */
interface Limit {
  area: string;
  source_id: number;
  slug: string;
  viewer_roles: readonly string[] | null;
  viewer_organisations: readonly string[] | null;
}

// out: the sources of all areas that have a limit, usually none; order: source_id
const LIMITS = `
  select m.slug as area, s.source_id, s.slug, s.viewer_roles, cast(s.viewer_organisations as text[]) as viewer_organisations
  from staff.source s join staff.municipality m on m.municipality_id = s.municipality_id
  where s.viewer_roles is not null or s.viewer_organisations is not null
  order by s.source_id`;

const NONE: readonly number[] = [];

/**
 * Which sources somebody may not see. Limits are read once, and forgotten at once when any source's change, in
 * this process or another; while changes can't be heard, nothing is kept.
 */
export class SourceViewers {
  readonly #database: Pick<Database, 'knex'>;
  #kept: readonly Limit[] | null = null;
  readonly #freshness: Freshness;

  constructor(database: Pick<Database, 'knex'>, opened: Promise<Database>) {
    this.#database = database;
    this.#freshness = new Freshness(opened, () => (this.#kept = null));
  }

  /** For whoever has just changed a limit: the next request must see it, sooner than the database tells. */
  forget(): void {
    this.#freshness.changed();
    this.#kept = null;
  }

  /** Numbers of the area's sources that this person may not see, rising; usually none. */
  async hiddenFrom(area: string, who: Beholder): Promise<readonly number[]> {
    const limits = this.#kept ?? (await this.#read());
    return limits.length === 0
      ? NONE
      : limits.filter((limit) => isBeyond(limit, area, who)).map(({ source_id }) => source_id);
  }

  /** May this person not see the source of this name? One that isn't there yet hides from nobody. */
  async hides(area: string, who: Beholder, source: string): Promise<boolean> {
    const limits = this.#kept ?? (await this.#read());
    return limits.some((limit) => limit.slug === source && isBeyond(limit, area, who));
  }

  async #read(): Promise<readonly Limit[]> {
    const mayKeep = this.#freshness.asking();
    const { rows } = await this.#database.knex.raw<{ rows: Limit[] }>(LIMITS);
    if (mayKeep()) this.#kept = rows;
    return rows;
  }
}

function isBeyond(limit: Limit, area: string, { account, grants }: Beholder): boolean {
  if (limit.area !== area) return false;
  const { viewer_roles, viewer_organisations } = limit;
  const held = grants.filter(({ municipality }) => municipality === null || municipality === area);
  if (viewer_roles !== null && !held.some(({ role }) => viewer_roles.includes(role))) return true;
  const own = account?.organisation.organisation_id;
  return viewer_organisations !== null && (own === undefined || !viewer_organisations.includes(own));
}
