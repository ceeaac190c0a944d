import { ACTION_STATUSES, type Action } from '@lagesbild/contract';

export const VIEWS = ['list', 'board', 'calendar', 'map'] as const;
/** What actions are chosen by; the address has them by these names. */
export const FILTERS = ['focus', 'owner', 'status', 'late'] as const;
export type FilterName = (typeof FILTERS)[number];

/** How actions are shown and which: all of it stands in the address, so that a link shows the same. Empty: all. */
export interface ChosenView extends Readonly<Record<FilterName, string>> {
  readonly view: (typeof VIEWS)[number];
}

/** The view that an address names; what it doesn't know is left out. */
export function readView(query: URLSearchParams): ChosenView {
  const said = (name: FilterName): string => query.get(name) ?? '';
  const status = ACTION_STATUSES.find((one) => one === said('status')) ?? '';
  return {
    view: VIEWS.find((one) => one === query.get('view')) ?? 'list',
    ...{ focus: said('focus'), owner: said('owner'), status, late: said('late') === '1' ? '1' : '' },
  };
}

/** Its part of an address; undefined: left out, as the usual is. */
export const writeView = ({ view, ...filters }: ChosenView): Record<'view' | FilterName, string | undefined> => ({
  ...(Object.fromEntries(FILTERS.map((name) => [name, filters[name] || undefined])) as Record<FilterName, undefined>),
  view: view === 'list' ? undefined : view,
});

/** "2/unsafe_places", or empty. */
export const focusOf = ({ work: { focus_area } }: Action): string =>
  focus_area === null ? '' : `${focus_area.agreement_id}/${focus_area.code}`;

/** Is there something about it whose day has passed: its end while it is under way, its start while it is planned, or its follow-up? */
export function isLate({ status, work }: Action, today: string): boolean {
  const { starts_on, ends_on, due } = work;
  if (due) return true;
  if (status === 'planned' && starts_on !== null && starts_on < today) return true;
  return (status === 'planned' || status === 'under_way') && ends_on !== null && ends_on < today;
}

/** The actions that a view holds. @param today  local day */
export const shownBy = (actions: readonly Action[], chosen: ChosenView, today: string): Action[] =>
  actions.filter(
    (action) =>
      (chosen.focus === '' || focusOf(action) === chosen.focus) &&
      (chosen.owner === '' || action.work.owner === chosen.owner) &&
      (chosen.status === '' || action.status === chosen.status) &&
      (chosen.late === '' || isLate(action, today)),
  );
