import type { Category, Filter } from '@lagesbild/contract';
import { matches } from './search-text.ts';

/** The four publication groups, then what is never published below the municipality, then events outside both. */
const BRANCHES = ['group1', 'group2', 'group3', 'group4', 'never', 'events'] as const;
export type BranchKey = (typeof BRANCHES)[number];

export interface Branch {
  key: BranchKey;
  categories: Category[];
}

const branchOf = (category: Category): BranchKey =>
  category.group !== null ? (`group${category.group}` as BranchKey) : category.kind === 'event' ? 'events' : 'never';

/** Categories by branch, in the order the municipality gave them; empty branches are left out. */
export function categoryTree(categories: readonly Category[]): Branch[] {
  const ordered = [...categories].sort((a, b) => a.position - b.position);
  return BRANCHES.map((key) => ({ key, categories: ordered.filter((category) => branchOf(category) === key) })).filter(
    (branch) => branch.categories.length > 0,
  );
}

/** The tree with only the categories whose name, in any language, has these letters. */
export function searchTree(tree: readonly Branch[], text: string): Branch[] {
  if (text.trim() === '') return [...tree];
  return tree
    .map((branch) => ({
      ...branch,
      categories: branch.categories.filter(({ names }) =>
        Object.values(names).some((name) => name !== undefined && matches(name, text)),
      ),
    }))
    .filter((branch) => branch.categories.length > 0);
}

/** Is a category asked for? No list means all of them. */
export const isChosen = (filter: Filter, code: string): boolean =>
  filter.categories === undefined || filter.categories.includes(code);

/** The filter with other categories; all of them is no limit. */
export function withCategories(filter: Filter, chosen: ReadonlySet<string>, all: readonly string[]): Filter {
  const { categories: _categories, ...rest } = filter;
  const codes = all.filter((code) => chosen.has(code));
  return codes.length === all.length ? rest : { ...rest, categories: codes };
}

/** Tick or untick some categories at once. */
export function toggleCategories(
  filter: Filter,
  codes: readonly string[],
  on: boolean,
  all: readonly string[],
): Filter {
  const chosen = new Set(filter.categories ?? all);
  for (const code of codes) on ? chosen.add(code) : chosen.delete(code);
  return withCategories(filter, chosen, all);
}

/** all, some or none of these categories: a group's own box. */
export function portion(filter: Filter, codes: readonly string[]): 'all' | 'some' | 'none' {
  const n = codes.filter((code) => isChosen(filter, code)).length;
  return n === 0 ? 'none' : n === codes.length ? 'all' : 'some';
}
