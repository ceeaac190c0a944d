import type { Knex } from 'knex';
import { disposalSealOf, SEALED_TIME, type SealedEntry, sealOf } from './entry.ts';
import type { Heads } from './head.ts';

/**
 * What doesn't fit. `changed`: an entry isn't what was sealed; `missing`: one is gone; `added`: one stands where none was
 * recorded; `cut`: the end is gone; `rewritten`: it isn't the one that a kept head knew; `disposal`: its beginning wasn't let go by a rule.
 */
export type FaultKind = 'changed' | 'missing' | 'added' | 'cut' | 'rewritten' | 'disposal';
export interface Fault {
  kind: FaultKind;
  municipality_id: number;
  entry_no: number;
}

export interface Verdict {
  /** `unchecked`: nothing is known to be wrong, but some entries were sealed with a key that isn't here. */
  state: 'whole' | 'unchecked' | 'broken';
  entries: number;
  /** Entries whose key isn't here, by the key's name. */
  unchecked: Record<string, number>;
  /** How many there are; the first of them below. */
  faulty: number;
  faults: Fault[];
  /** How many kept heads it was held against. */
  heads: number;
}

const FAULTS_TOLD = 20;
const CHUNK = 2_000;

interface Head {
  municipality_id: number;
  entry_no: number;
  seal: string;
  disposed_no: number;
  disposed_seal: string;
  disposal_key_id: string;
  disposal_seal: string;
}

/**
 * Is the log what was recorded? Every seal is computed again from the first entry on, and the ends are held against the heads
 * that were kept outside. What was cut off after the last kept head can't be known.
 *
 * @param keys by name, all that are here
 */
export async function verify(knex: Knex, keys: ReadonlyMap<string, string>, kept: readonly Heads[]): Promise<Verdict> {
  const verdict: Verdict = { state: 'whole', entries: 0, unchecked: {}, faulty: 0, faults: [], heads: kept.length };
  const { rows } = await knex.raw<{ rows: { municipality_id: number }[] }>(CHAINS);
  const known = kept.flatMap(({ heads }) => heads);
  const chains = new Set([...rows, ...known].map(({ municipality_id }) => municipality_id));
  for (const municipality_id of [...chains].sort((a, b) => a - b)) {
    const mine = known.filter((head) => head.municipality_id === municipality_id && head.entry_no > 0);
    await verifyChain(knex, keys, municipality_id, mine, verdict);
  }
  if (Object.keys(verdict.unchecked).length > 0) verdict.state = 'unchecked';
  if (verdict.faulty > 0) verdict.state = 'broken';
  return verdict;
}

async function verifyChain(
  knex: Knex,
  keys: ReadonlyMap<string, string>,
  municipality_id: number,
  kept: readonly { entry_no: number; seal: string }[],
  verdict: Verdict,
): Promise<void> {
  const fault = (kind: FaultKind, entry_no: number): void => {
    verdict.faulty++;
    if (verdict.faults.length < FAULTS_TOLD) verdict.faults.push({ kind, municipality_id, entry_no });
  };
  const head = (await knex.raw<{ rows: Head[] }>(HEAD, { municipality_id })).rows[0];
  const expected = new Map(kept.map(({ entry_no, seal }) => [entry_no, seal]));
  const { disposed_no: from = 0, entry_no: last = 0 } = head ?? {};
  let before = head?.disposed_seal ?? '';
  if (head && from > 0) {
    const key = keys.get(head.disposal_key_id);
    if (key === undefined) count(verdict.unchecked, head.disposal_key_id);
    else if (disposalSealOf(key, municipality_id, from, before) !== head.disposal_seal) fault('disposal', from);
  }
  let next = from + 1;
  for (let after = 0; ; ) {
    const { rows } = await knex.raw<{ rows: (SealedEntry & { seal: string })[] }>(ENTRIES, {
      municipality_id,
      after,
      limit: CHUNK,
    });
    for (const { seal, ...entry } of rows) {
      const { entry_no, key_id } = entry;
      after = entry_no;
      // What was appended while we read is for the next time.
      if (entry_no > last) break;
      verdict.entries++;
      if (entry_no < next) {
        fault('added', entry_no);
        continue;
      }
      if (entry_no > next) fault('missing', next);
      const key = keys.get(key_id);
      if (key === undefined) count(verdict.unchecked, key_id);
      else if (entry_no === next && sealOf(key, before, entry) !== seal) fault('changed', entry_no);
      if ((expected.get(entry_no) ?? seal) !== seal) fault('rewritten', entry_no);
      before = seal;
      next = entry_no + 1;
    }
    if (rows.length < CHUNK || after > last) break;
  }
  if (next <= last) fault('cut', next);
  else if (head && before !== head.seal) fault('rewritten', last);
  const { rows } = await knex.raw<{ rows: { entry_no: number; last: number }[] }>(ENDS, { municipality_id });
  const now = rows[0]!;
  if (now.last > now.entry_no) fault('added', now.entry_no + 1);
  const furthest = Math.max(0, ...expected.keys());
  if (furthest > now.entry_no) fault('cut', now.entry_no + 1);
}

const count = (counts: Record<string, number>, name: string): void => {
  counts[name] = (counts[name] ?? 0) + 1;
};

// out: the number of each chain
const CHAINS = `
  select municipality_id from staff.audit_head union select municipality_id from staff.audit_entry`;

// in: municipality_id; out: how far it has come, and where it begins
const HEAD = `
  select municipality_id, entry_no, seal, disposed_no, disposed_seal, disposal_key_id, disposal_seal
  from staff.audit_head where municipality_id = :municipality_id`;

// in: municipality_id, after, limit; out: entries as they were sealed; order: entry_no
const ENTRIES = `
  select municipality_id, entry_no, to_char(at at time zone 'UTC', '${SEALED_TIME}') as at, act, who_kind,
    who_id, who, object_kind, object_id, object, cast(details as text) as details, key_id, seal
  from staff.audit_entry
  where municipality_id = :municipality_id and entry_no > :after
  order by entry_no limit :limit`;

// in: municipality_id; out: the head and the last entry, as of one moment
const ENDS = `
  select coalesce((select entry_no from staff.audit_head where municipality_id = :municipality_id), 0) as entry_no,
    coalesce((select max(entry_no) from staff.audit_entry where municipality_id = :municipality_id), 0) as last`;
