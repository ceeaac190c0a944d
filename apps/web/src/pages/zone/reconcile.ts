import type { Zone } from '@lagesbild/contract';

/** A zone that both have changed; null where one of them took it away. */
export interface Conflict {
  readonly zone_id: string;
  readonly base: Zone | null;
  readonly mine: Zone | null;
  readonly theirs: Zone | null;
}

/** What became of two changes of one plan: what goes together by itself, and what somebody has to choose. */
export interface Reconciled {
  /** Where there is a conflict, mine stands for now; theirs, where I have taken it away. */
  readonly zones: readonly Zone[];
  readonly conflicts: readonly Conflict[];
  /** Zones that came or changed on their side only. */
  readonly taken: readonly string[];
}

export const sameZone = (a: Zone | null, b: Zone | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.name === b.name &&
    a.why === b.why &&
    a.origin === b.origin &&
    JSON.stringify(a.outline.coordinates) === JSON.stringify(b.outline.coordinates));

/**
 * Two versions that were made from the same one, zone by zone: what only one side has changed is taken from it, what both
 * have changed the same way is taken once, and the rest is a conflict. Nothing is lost by itself.
 */
export function reconcile(base: readonly Zone[], mine: readonly Zone[], theirs: readonly Zone[]): Reconciled {
  const of = (zones: readonly Zone[]) => {
    const byId = new Map(zones.map((zone) => [zone.zone_id, zone]));
    return (zone_id: string): Zone | null => byId.get(zone_id) ?? null;
  };
  const [inBase, inMine, inTheirs] = [of(base), of(mine), of(theirs)];
  const ids = new Set([...mine, ...theirs, ...base].map(({ zone_id }) => zone_id));
  const [zones, conflicts, taken]: [Zone[], Conflict[], string[]] = [[], [], []];
  for (const zone_id of ids) {
    const [b, m, t] = [inBase(zone_id), inMine(zone_id), inTheirs(zone_id)];
    if (sameZone(m, t) || sameZone(b, t)) {
      if (m !== null) zones.push(m);
    } else if (sameZone(b, m)) {
      taken.push(zone_id);
      if (t !== null) zones.push(t);
    } else {
      conflicts.push({ zone_id, base: b, mine: m, theirs: t });
      zones.push((m ?? t)!);
    }
  }
  return { zones, conflicts, taken };
}

/** The zones as somebody has chosen: of each conflict mine, theirs, or both (theirs under an id of its own). */
export function chosen(
  { zones, conflicts }: Reconciled,
  choices: Readonly<Record<string, 'mine' | 'theirs' | 'both'>>,
  newId: () => string,
): Zone[] {
  return zones.flatMap((zone): Zone[] => {
    const conflict = conflicts.find(({ zone_id }) => zone_id === zone.zone_id);
    if (conflict === undefined) return [zone];
    const { mine, theirs } = conflict;
    const choice = choices[zone.zone_id] ?? 'mine';
    if (choice === 'both' && mine !== null && theirs !== null) return [mine, { ...theirs, zone_id: newId() }];
    const kept = choice === 'theirs' ? theirs : choice === 'both' ? (mine ?? theirs) : mine;
    return kept === null ? [] : [kept];
  });
}
