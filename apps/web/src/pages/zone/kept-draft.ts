import { Zone } from '@lagesbild/contract';
import { z } from 'zod';

/** What nobody has saved yet, as this browser keeps it for a tab that is killed. */
const Draft = z.object({
  based_on: z.number().int().nullable(),
  zones: z.array(Zone),
  /** Corners of a zone that isn't closed yet, degrees. */
  line: z.array(z.tuple([z.number(), z.number()])).default([]),
  /** The plan it was drawn for is gone. */
  orphaned: z.boolean().default(false),
  kept_at: z.number(),
});
export type Draft = z.infer<typeof Draft>;

const PREFIX = 'lagesbild.zones.';
const keyOf = (slug: string, plan_id: string | null): string => `${PREFIX}${slug}.${plan_id ?? 'new'}`;

/** Storage may be forbidden or full: then a draft lasts as long as its page. */
function trying<T>(task: () => T): T | null {
  try {
    return task();
  } catch {
    return null;
  }
}

export function keptDraft(slug: string, plan_id: string | null): Draft | null {
  const text = trying(() => localStorage.getItem(keyOf(slug, plan_id)));
  return text === null ? null : trying(() => Draft.parse(JSON.parse(text)));
}

/** Keeps it, or with null forgets it. */
export function keepDraft(slug: string, plan_id: string | null, draft: Draft | null): void {
  const key = keyOf(slug, plan_id);
  trying(() => (draft === null ? localStorage.removeItem(key) : localStorage.setItem(key, JSON.stringify(draft))));
}

/**
 * A draft whose plan somebody has removed becomes one of a new plan, unless that has one of its own.
 *
 * @param plans  ids of those that are there
 * @returns whether it did
 */
export function adoptDraft(slug: string, plans: readonly string[]): boolean {
  const mine = `${PREFIX}${slug}.`;
  if (keptDraft(slug, null) !== null) return false;
  const ids = trying(() => Object.keys(localStorage).filter((key) => key.startsWith(mine))) ?? [];
  for (const plan_id of ids.map((key) => key.slice(mine.length))) {
    const draft = plans.includes(plan_id) ? null : keptDraft(slug, plan_id);
    if (draft === null) continue;
    keepDraft(slug, null, { ...draft, based_on: null, orphaned: true });
    keepDraft(slug, plan_id, null);
    return true;
  }
  return false;
}

/** For the next person at this browser. */
export function forgetDrafts(): void {
  trying(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  });
}
