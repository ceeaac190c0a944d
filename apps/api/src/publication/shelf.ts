import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Names, Release } from '@lagesbild/contract';
import { LRUCache } from 'lru-cache';
import type { Encoding } from '../compressed.ts';
import { type PublicDatabase, publicly } from '../db/public-side.ts';

/** What is public in an area, as of a few seconds ago: another process may have made or withdrawn something since. */
const FRESH_MS = 5_000;
const FILES_MAX = 200;
/** Below this packing costs more than it saves. */
const PACKED_FROM = 1_000;

/** A file in memory, packed once for everybody. */
export interface Given {
  type: string;
  etag: string;
  bytes: Record<Encoding, Buffer>;
}

export interface PublicArea {
  municipality_id: number;
  names: Names;
  releases: readonly Release[];
  /** the list of releases, and what is done about places and what is promised, as they are given */
  index: Given;
  actions: Given;
}

// in: slug; out: the area, or nothing
const AREA = 'select municipality_id, slug, names, srid, demonstration from public_release.area where slug = :slug';
// in: municipality_id; out: a row per release; order: newest first, quarters before years
const RELEASES = `
  select r.release, r.kind, to_char(r.period_from, 'YYYY-MM-DD') as "from", to_char(r.period_to, 'YYYY-MM-DD') as "to",
    to_char(r.frozen_on, 'YYYY-MM-DD') as frozen_on, r.digest,
    case when w.release is not null then jsonb_build_object('on', to_char(w.withdrawn_on, 'YYYY-MM-DD'), 'reason', w.reason) end as withdrawn
  from public_release.release r
  left join public_release.withdrawal w on w.municipality_id = r.municipality_id and w.release = r.release
  where r.municipality_id = :municipality_id
  order by r.period_to desc, r.kind`;
const ACTIONS = `
  select place, status, to_char(done_on, 'YYYY-MM-DD') as done_on, public_text, to_char(approved_on, 'YYYY-MM-DD') as approved_on,
    measured_change
  from public_release.action where municipality_id = :municipality_id
  order by coalesce(done_on, approved_on) desc, public_text ->> 'sv'`;
const PLEDGES = `
  select text, to_char(period_from, 'YYYY-MM-DD') as period_from, to_char(period_to, 'YYYY-MM-DD') as period_to, signatories, indicator,
    outcome, reason
  from public_release.pledge where municipality_id = :municipality_id
  order by outcome = 'open' desc, period_to desc, text ->> 'sv'`;
const FILE = `
  select type, digest, content from public_release.file
  where municipality_id = :municipality_id and release = :release and name = :name`;

/**
 * What everybody may fetch, kept in memory: nothing is asked of the database for a visitor, but every few seconds what there is. It
 * reads as the public side, which sees no table of staff's.
 */
export class Shelf {
  readonly #database: PublicDatabase;
  readonly #areas = new LRUCache<string, Promise<PublicArea | null>>({ max: 500, ttl: FRESH_MS });
  readonly #files = new LRUCache<string, Promise<Given | null>>({ max: FILES_MAX });

  constructor(database: PublicDatabase) {
    this.#database = database;
  }

  /** For whoever has just made or withdrawn one. */
  forget(): void {
    this.#areas.clear();
    this.#files.clear();
  }

  /** @returns null: no such area */
  area(slug: string): Promise<PublicArea | null> {
    return this.#once(this.#areas, slug, () => this.#readArea(slug));
  }

  /** @returns null: no such file in the release */
  file(municipality_id: number, release: string, name: string): Promise<Given | null> {
    const read = () =>
      publicly(this.#database, async (trx) => {
        const found = await trx.raw<{ rows: { type: string; digest: string; content: Buffer }[] }>(FILE, {
          ...{ municipality_id, release, name },
        });
        const row = found.rows[0];
        return row === undefined ? null : given(row.type, row.digest, row.content);
      });
    return this.#once(this.#files, `${municipality_id}/${release}/${name}`, read);
  }

  async #readArea(slug: string): Promise<PublicArea | null> {
    return publicly(this.#database, async (trx) => {
      const areas = await trx.raw<{
        rows: (Pick<PublicArea, 'municipality_id' | 'names'> & {
          slug: string;
          srid: number;
          demonstration: boolean;
        })[];
      }>(AREA, { slug });
      const area = areas.rows[0];
      if (area === undefined) return null;
      const { municipality_id, names, demonstration } = area;
      const { rows: releases } = await trx.raw<{ rows: Release[] }>(RELEASES, { municipality_id });
      const { rows: actions } = await trx.raw<{ rows: unknown[] }>(ACTIONS, { municipality_id });
      const { rows: pledges } = await trx.raw<{ rows: unknown[] }>(PLEDGES, { municipality_id });
      const about = { area: { slug, names, crs: `EPSG:${area.srid}`, demonstration } };
      return {
        ...{ municipality_id, names, releases },
        index: await jsonGiven({ ...about, releases }),
        actions: await jsonGiven({ ...about, actions, pledges }),
      };
    });
  }

  /** Whoever asks while it is being read waits for the same; a failure isn't kept. */
  #once<T extends object | null>(cache: LRUCache<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> {
    const kept = cache.get(key);
    if (kept !== undefined) return kept;
    const reading = read();
    cache.set(key, reading);
    reading.catch(() => cache.delete(key));
    return reading;
  }
}

const jsonGiven = (value: unknown): Promise<Given> => {
  const content = Buffer.from(JSON.stringify(value));
  return given('application/json; charset=utf-8', createHash('sha256').update(content).digest('hex'), content);
};

async function given(type: string, digest: string, content: Buffer): Promise<Given> {
  const etag = `"${digest.slice(0, 32)}"`;
  if (content.length < PACKED_FROM || type === 'image/png')
    return { type, etag, bytes: { identity: content, gzip: content, br: content } };
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  const [br, zipped] = await Promise.all([promisify(brotliCompress)(content, { params }), promisify(gzip)(content)]);
  return { type, etag, bytes: { identity: content, gzip: zipped, br } };
}
