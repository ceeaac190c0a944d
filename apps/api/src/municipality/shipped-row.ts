import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { SHIPPED_ACTION_KINDS, SHIPPED_CATEGORIES, SHIPPED_FLAGS, SHIPPED_MANAGERS, SIGTUNA } from './shipped.ts';

/**
 * A shipped entry on its way to its table. Rows nobody edited follow a newer list; edited and deleted ones are left
 * alone: `staff.shipped_row` remembers what was shipped and how the row looked right after.
 */
export interface ShippedRow {
  list:
    | 'place'
    | 'agreement'
    | 'focus_area'
    | 'offence_category'
    | 'flag.publication_group'
    | 'flag.choice'
    | 'action_kind'
    | 'walk_manager';
  /** The row's key inside the municipality, as text. */
  key: string;
  columns: Record<string, string | number | boolean | null | string[] | object>;
}

interface Table {
  name: string;
  key: string; // SQL: the row's key as text, alias t
  primary: readonly string[];
  columns: readonly string[];
  /** Columns that lists know nothing of. */
  own?: readonly string[];
  geometry: boolean;
}

const TABLES: Record<ShippedRow['list'], Table> = {
  place: {
    name: 'staff.place',
    key: 't.slug',
    primary: ['slug'],
    columns: ['names', 'kind', 'named_in', 'on_by_default', 'geometry', 'precision_m', 'source', 'year', 'position'],
    geometry: true,
  },
  agreement: {
    name: 'staff.agreement',
    key: 't.agreement_id::text',
    primary: ['agreement_id'],
    columns: ['title', 'signed_on', 'valid_from', 'valid_to', 'source'],
    geometry: false,
  },
  focus_area: {
    name: 'staff.focus_area',
    key: "t.agreement_id || '/' || t.code",
    primary: ['agreement_id', 'code'],
    columns: ['names', 'covers', 'position'],
    geometry: false,
  },
  offence_category: {
    name: 'staff.offence_category',
    key: 't.code',
    primary: ['code'],
    // Harm weights are the municipality's own: no list brings any, and setting them makes a row no edited one.
    columns: ['names', 'kind', 'publication_group', 'default_discovery', 'focus_areas', 'position'],
    own: ['harm_weight', 'harm_source'],
    geometry: false,
  },
  'flag.publication_group': {
    name: 'flag.publication_group',
    key: 't.publication_group::text',
    primary: ['publication_group'],
    columns: ['names', 'position'],
    geometry: false,
  },
  'flag.choice': {
    name: 'flag.choice',
    key: "t.kind || '/' || t.code",
    primary: ['kind', 'code'],
    columns: ['names', 'publication_group', 'feeling', 'position', 'active'],
    geometry: false,
  },
  action_kind: {
    name: 'staff.action_kind',
    key: 't.code',
    primary: ['code'],
    columns: ['names', 'position'],
    geometry: false,
  },
  walk_manager: {
    name: 'staff.walk_manager',
    key: 't.code',
    primary: ['code'],
    columns: ['names', 'position'],
    geometry: false,
  },
};

/** The lists in the order their foreign keys ask for. */
const ORDER: readonly ShippedRow['list'][] = [
  'agreement',
  'focus_area',
  'place',
  'offence_category',
  'flag.publication_group',
  'flag.choice',
  'action_kind',
  'walk_manager',
];

/** Reads the entries as rows of the table; JSON in, so that one statement serves every list on both engines. */
const source = (list: ShippedRow['list']): string =>
  list === 'place'
    ? `(select r.slug, r.names, r.kind, r.named_in, r.on_by_default,
         st_setsrid(st_geomfromgeojson(r.geometry_json), 4326) as geometry,
         r.precision_m, r.source, r.year, r.position
       from jsonb_to_recordset(cast(:rows as jsonb)) as r(slug text, names jsonb, kind text, named_in text,
         on_by_default boolean, geometry_json text, precision_m double precision, source text, year smallint,
         position smallint))`
    : `(select r.* from jsonb_populate_recordset(null::${TABLES[list].name}, cast(:rows as jsonb)) as r)`;

/** A row as text, without what depends on the PostGIS version, and as if what is its municipality's own were empty. */
const rowText = ({ geometry, own = [] }: Table): string => {
  if (geometry) return "((to_jsonb(t) - 'geometry')::text || encode(st_asewkb(t.geometry), 'hex'))";
  const emptied = own.map((column) => `'${column}', null`).join();
  return emptied === '' ? 'to_jsonb(t)::text' : `(to_jsonb(t) || jsonb_build_object(${emptied}))::text`;
};

const REMEMBER = (table: Table): string => `
  insert into staff.shipped_row (municipality_id, list, key, shipped, stored)
  select :id, :list, ${table.key}, s.value::uuid, md5(${rowText(table)})::uuid
  from ${table.name} t
  join jsonb_each_text(cast(:hashes as jsonb)) s on s.key = ${table.key}
  where t.municipality_id = :id
  on conflict (municipality_id, list, key) do update set shipped = excluded.shipped, stored = excluded.stored`;

/** Keys of entries that may be written: never shipped before, or shipped otherwise and not edited since. */
const WRITABLE = (table: Table): string => `
  select s.key,
    r.key is null as is_new,
    t.municipality_id is not null as there,
    r.key is not null and r.shipped <> s.value::uuid and r.stored = md5(${rowText(table)})::uuid as follows
  from jsonb_each_text(cast(:hashes as jsonb)) s
  left join staff.shipped_row r on r.municipality_id = :id and r.list = :list and r.key = s.key
  left join ${table.name} t on t.municipality_id = :id and ${table.key} = s.key`;

interface Standing {
  key: string;
  is_new: boolean;
  there: boolean;
  follows: boolean | null;
}

const hash = (row: ShippedRow): string => createHash('md5').update(JSON.stringify(row.columns)).digest('hex');

/**
 * Insert what was never shipped before and update what nobody edited.
 *
 * @returns how many rows were written; 0 when the lists are as they were
 */
export async function ensureRows(trx: Knex.Transaction, id: number, rows: readonly ShippedRow[]): Promise<number> {
  let written = 0;
  for (const list of ORDER) {
    const entries = rows.filter((row) => row.list === list);
    if (entries.length === 0) continue;
    const table = TABLES[list];
    const hashes = JSON.stringify(Object.fromEntries(entries.map((row) => [row.key, hash(row)])));
    const standing = await trx.raw<{ rows: Standing[] }>(WRITABLE(table), { id, list, hashes });
    const keys = new Set(standing.rows.filter((s) => (s.is_new && !s.there) || s.follows === true).map((s) => s.key));
    const due = entries.filter((row) => keys.has(row.key));
    if (due.length === 0) continue;
    const columns = [...table.primary, ...table.columns].join(', ');
    await trx.raw(
      `insert into ${table.name} (municipality_id, ${columns})
       select :id, ${columns} from ${source(list)} entry
       on conflict (municipality_id, ${table.primary.join(', ')})
       do update set ${table.columns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
      { id, rows: JSON.stringify(due.map((row) => row.columns)) },
    );
    await trx.raw(REMEMBER(table), {
      id,
      list,
      hashes: JSON.stringify(Object.fromEntries(due.map((row) => [row.key, hash(row)]))),
    });
    written += due.length;
  }
  return written;
}

/** The shipped categories; of their focus areas only those this area's agreements know. */
export function shippedCategoryRows(focusAreas: readonly string[]): ShippedRow[] {
  return SHIPPED_CATEGORIES.map(({ group, ...category }, position) => ({
    list: 'offence_category',
    key: category.code,
    columns: {
      ...category,
      publication_group: group,
      focus_areas: category.focus_areas.filter((code) => focusAreas.includes(code)),
      position,
    },
  }));
}

/** What every area starts with: categories of incidents, what residents choose among, sorts of action, and who is asked to see to things. */
export const shippedRows = (focusAreas: readonly string[]): ShippedRow[] => [
  ...shippedCategoryRows(focusAreas),
  ...shippedChoiceRows(),
  ...SHIPPED_ACTION_KINDS.map(
    (kind, position): ShippedRow => ({ list: 'action_kind', key: kind.code, columns: { ...kind, position } }),
  ),
  ...SHIPPED_MANAGERS.map(
    (manager, position): ShippedRow => ({
      ...{ list: 'walk_manager', key: manager.code, columns: { ...manager, position } },
    }),
  ),
];

/** The groups that flags are published in, and the choices of the residents' page. */
function shippedChoiceRows(): ShippedRow[] {
  const { publication_groups, choices } = SHIPPED_FLAGS;
  return [
    ...publication_groups.map(
      (group, position): ShippedRow => ({
        list: 'flag.publication_group',
        key: String(group.publication_group),
        columns: { ...group, position },
      }),
    ),
    ...choices.map(
      (choice, position): ShippedRow => ({
        list: 'flag.choice',
        key: `${choice.kind}/${choice.code}`,
        columns: { publication_group: null, feeling: null, ...choice, names: null, position, active: true },
      }),
    ),
  ];
}

/** Sigtuna's agreements, focus areas, places, categories and choices. */
export function sigtunaRows(): ShippedRow[] {
  const { agreements, places } = SIGTUNA;
  return [
    ...agreements.map(
      ({ focus_areas, ...agreement }): ShippedRow => ({
        list: 'agreement',
        key: String(agreement.agreement_id),
        columns: agreement,
      }),
    ),
    ...agreements.flatMap(({ agreement_id, focus_areas }) =>
      focus_areas.map(
        (area, position): ShippedRow => ({
          list: 'focus_area',
          key: `${agreement_id}/${area.code}`,
          columns: { agreement_id, ...area, position },
        }),
      ),
    ),
    ...places.map(
      ({ properties, geometry }, position): ShippedRow => ({
        list: 'place',
        key: properties.slug,
        columns: { ...properties, geometry_json: JSON.stringify(geometry), position },
      }),
    ),
    ...shippedRows(agreements.flatMap((agreement) => agreement.focus_areas.map(({ code }) => code))),
  ];
}
