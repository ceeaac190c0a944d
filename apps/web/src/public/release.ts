import type { Names } from '@lagesbild/contract';

export const SUBJECTS = ['incident', 'unsafe', 'safe'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** A release as its file tells it; bands are the least count of each, 0 for "0–9". */
export interface ReleaseFile {
  release: string;
  kind: 'quarter' | 'year';
  from: string;
  to: string;
  frozen_on: string;
  demonstration: boolean;
  area: { slug: string; names: Names; crs: string };
  grid: { side_m: number };
  squares: { east: number[]; north: number[]; names: Names[][] };
  subjects: Record<Subject, { groups: { group: number; names: Names }[]; bands: number[]; total: number | null }>;
  answers: { same_month: number; later: number; waiting: number } | null;
}

export interface ListedRelease {
  release: string;
  kind: 'quarter' | 'year';
  from: string;
  to: string;
  withdrawn: { on: string; reason: string } | null;
}

export interface ReleaseIndexFile {
  area: { slug: string; names: Names; demonstration: boolean };
  releases: ListedRelease[];
}

export interface PublishedAction {
  place: Names | null;
  status: 'planned' | 'under_way' | 'done' | 'stopped';
  done_on: string | null;
  public_text: Names;
  approved_on: string;
  /** What its follow-up showed, in words without counts; null: not followed up, or not approved since. */
  measured_change: { text: Names } | null;
}

export interface PublishedPledge {
  text: Names;
  period_from: string;
  period_to: string;
  /** organisations */
  signatories: string[];
  indicator: string;
  outcome: 'open' | 'kept' | 'not_kept';
  /** why it was kept or not; empty while it runs */
  reason: string;
}

/** What is said beside the releases. */
export interface PromisedAndDone {
  actions: PublishedAction[];
  pledges: PublishedPledge[];
}

/** What is looked at: one table's column. A year has one for all groups together. */
export interface Choice {
  subject: Subject;
  release: string;
  group: number | null;
}

/** A square with a band of its own. */
export interface ShownSquare {
  square: number;
  band: number;
  names: Names[];
  east_m: number;
  north_m: number;
}

/** Bands from 20 to 29 are one; all others are of five. */
export const bandText = (band: number): string => (band === 0 ? '0–9' : band === 20 ? '20–29' : `${band}–${band + 4}`);

/** The column of a table that a choice means: what each square shows. */
export function columnOf({ subjects }: ReleaseFile, { subject, group }: Pick<Choice, 'subject' | 'group'>): number[] {
  const { groups, bands } = subjects[subject];
  if (groups.length === 0) return bands;
  const at = Math.max(
    0,
    groups.findIndex((one) => one.group === group),
  );
  return bands.filter((_, i) => i % groups.length === at);
}

/** Squares that have a band of their own, the largest first; those that people have a name for before others. */
export function shownSquares(file: ReleaseFile, choice: Pick<Choice, 'subject' | 'group'>): ShownSquare[] {
  const { east, north, names } = file.squares;
  const side = file.grid.side_m;
  return columnOf(file, choice)
    .map((band, square) => ({
      ...{ square, band, names: names[square]! },
      east_m: east[square]! * side,
      north_m: north[square]! * side,
    }))
    .filter(({ band }) => band > 0)
    .sort((a, b) => b.band - a.band || b.names.length - a.names.length || a.square - b.square);
}

/** Noise of 10 or more, p ∝ e^(−|z|/3): e^(−10/3) / (1 + e^(−1/3)). */
const BY_CHANCE = 0.020783;

/**
 * How many of some empty squares noise alone lifts to ten or more, and whether as many as are shown need no other reason: they lie within two
 * standard deviations of that.
 */
export function byChance(squares: number, shown: number): { expected: number; explains: boolean } {
  const expected = squares * BY_CHANCE;
  return { expected: Math.round(expected), explains: shown <= expected + 2 * Math.sqrt(expected) };
}

/** The choice that can be had: of what was asked for as much as there is. */
export function soundChoice(asked: Partial<Choice>, releases: readonly ListedRelease[]): Choice | null {
  const standing = releases.filter(({ withdrawn }) => withdrawn === null);
  const release =
    standing.find((one) => one.release === asked.release) ??
    standing.find(({ kind }) => kind === 'year') ??
    standing[0];
  if (release === undefined) return null;
  const subject = SUBJECTS.find((one) => one === asked.subject) ?? 'unsafe';
  return { subject, release: release.release, group: release.kind === 'year' ? null : (asked.group ?? null) };
}

/** The choice in the part of the address that no server sees. */
export function choiceOf(hash: string): Partial<Choice> {
  const [release, subject, group] = hash.replace(/^#/, '').split('/');
  return {
    ...(release ? { release } : {}),
    ...(SUBJECTS.includes(subject as Subject) ? { subject: subject as Subject } : {}),
    ...(group && /^\d$/.test(group) ? { group: Number(group) } : {}),
  };
}

export const hashOf = ({ release, subject, group }: Choice): string =>
  `#${[release, subject, ...(group === null ? [] : [group])].join('/')}`;

/** What the server said no with. */
export class FetchFailure extends Error {
  readonly code: string | null;
  constructor(sentence: string, code: string | null) {
    super(sentence);
    this.name = 'FetchFailure';
    this.code = code;
  }
}

/** An answer of the public files. @throws {FetchFailure} with the sentence of the server, where it has one */
export async function fetchFile<T>(address: string): Promise<T> {
  const headers = { 'accept-language': document.documentElement.lang };
  const response = await fetch(address, { headers });
  if (response.ok) return (await response.json()) as T;
  const problem = (await response.json().catch(() => null)) as { detail?: string; code?: string } | null;
  throw new FetchFailure(problem?.detail ?? String(response.status), problem?.code ?? null);
}
