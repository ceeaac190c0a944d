import type { Discovery, Mapping, NewArea, SourceChoice } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';
import { SHIPPED_CATEGORIES } from '../municipality/shipped.ts';
import type { Destination } from './writer.ts';

/** What a person, a command or a schedule has decided to load. */
export interface Order {
  public_id: string;
  /** An area that is there, or one that the import opens. */
  area: { slug: string } | { opens: NewArea };
  source: SourceChoice;
  mapping: Mapping;
  file_name: string;
  file_sha256: string;
  bytes: number;
}

export interface Begun extends Destination {
  discoveries: Record<string, Discovery>;
}

/**
 * The number of the area, or the one that the area which is to be opened will get; the area itself comes with `finish`.
 * @throws {ProblemError} municipality_unknown, area_slug_taken
 */
export const numberOf = (knex: Knex, area: Order['area']): Promise<number> =>
  'slug' in area ? existing(knex, area.slug) : reserved(knex, area.opens);

/**
 * Makes the import's row, `running`, and its source if that is new. Nothing of it is visible. Whoever calls holds the
 * area (`holdArea`).
 */
export async function begin(knex: Knex, municipality_id: number, order: Order): Promise<Begun> {
  return knex.transaction(async (trx) => {
    const { slug, name, kind, licence } = order.source;
    const source = { municipality_id, slug, name, kind, licence, enabled: kind !== 'police' };
    const sources = await trx.raw<{ rows: { source_id: number }[] }>(PUT_SOURCE, source);
    const source_id = sources.rows[0]!.source_id;
    const { public_id, file_name, file_sha256, bytes } = order;
    const imports = await trx.raw<{ rows: { import_id: number }[] }>(PUT_IMPORT, {
      municipality_id,
      source_id,
      public_id,
      file_name: file_name.slice(0, 300),
      file_sha256,
      bytes,
      mapping: JSON.stringify(order.mapping),
      opens_area: 'opens' in order.area,
    });
    return {
      municipality_id,
      source_id,
      import_id: imports.rows[0]!.import_id,
      discoveries: 'opens' in order.area ? shippedDiscoveries() : await discoveriesOf(trx, municipality_id),
    };
  });
}

const shippedDiscoveries = (): Record<string, Discovery> =>
  Object.fromEntries(SHIPPED_CATEGORIES.map(({ code, default_discovery }) => [code, default_discovery]));

async function discoveriesOf(trx: Knex, municipality_id: number): Promise<Record<string, Discovery>> {
  const { rows } = await trx.raw<{ rows: { code: string; default_discovery: Discovery }[] }>(
    'select code, default_discovery from staff.offence_category where municipality_id = :municipality_id',
    { municipality_id },
  );
  return Object.fromEntries(rows.map(({ code, default_discovery }) => [code, default_discovery]));
}

/** The area's number, from its slug. @throws {ProblemError} municipality_unknown */
export async function existing(knex: Knex, slug: string): Promise<number> {
  const { rows } = await knex.raw<{ rows: { municipality_id: number; slug: string }[] }>(
    'select municipality_id, slug from staff.municipality order by slug',
  );
  const found = rows.find((area) => area.slug === slug);
  if (found) return found.municipality_id;
  throw new ProblemError('municipality_unknown', { slug, known: rows.map((area) => area.slug).join(', ') || '–' });
}

async function reserved(trx: Knex, area: NewArea): Promise<number> {
  const taken = await trx.raw<{ rows: unknown[] }>('select 1 from staff.municipality where slug = :slug', {
    slug: area.slug,
  });
  if (taken.rows.length > 0) throw new ProblemError('area_slug_taken', { slug: area.slug });
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    "select nextval(pg_get_serial_sequence('staff.municipality', 'municipality_id')) as id",
  );
  return Number(rows[0]!.id);
}

/** In: the source. Out: source_id. One that is there keeps its kind and whether it is on. */
const PUT_SOURCE = `
  insert into staff.source as s (municipality_id, source_id, slug, name, kind, licence, enabled)
  values (:municipality_id,
    (select coalesce(max(source_id), 0) + 1 from staff.source where municipality_id = :municipality_id),
    :slug, :name, :kind, :licence, :enabled)
  on conflict (municipality_id, slug) do update set name = excluded.name, licence = coalesce(excluded.licence, s.licence)
  returning source_id`;

/** In: the import. Out: import_id. */
const PUT_IMPORT = `
  insert into staff.import (municipality_id, import_id, public_id, source_id, state, file_name, file_sha256, bytes,
    mapping, opens_area)
  values (:municipality_id,
    (select coalesce(max(import_id), 0) + 1 from staff.import where municipality_id = :municipality_id),
    :public_id, :source_id, 'running', :file_name, :file_sha256, :bytes, cast(:mapping as jsonb), :opens_area)
  returning import_id`;
