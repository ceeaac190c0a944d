import type { Action, Pledge } from '@lagesbild/contract';
import { addDays } from '@lagesbild/contract/week';

/** What somebody should see to soon, and by when. */
export type Reminder =
  | { readonly what: 'unregistered' | 'follow_up' | 'overdue'; readonly action: Action; readonly day: string }
  | { readonly what: 'pledge'; readonly pledge: Pledge; readonly day: string };

/** Days ahead that are worth a reminder. */
const AHEAD_DAYS = 14;

/**
 * What comes up: actions that start soon and aren't registered, follow-ups to come, actions under way whose end has passed, and pledges that
 * have ended without a word on whether they were kept.
 * @param today  local day
 * @returns the earliest first
 */
export function remindersOf(actions: readonly Action[], pledges: readonly Pledge[], today: string): Reminder[] {
  const last = addDays(today, AHEAD_DAYS);
  const isSoon = (day: string | null): day is string => day !== null && day >= today && day <= last;
  const found: Reminder[] = [];
  for (const action of actions) {
    const { starts_on, ends_on, registered_on, evaluates_on, outcome, due } = action.work;
    const isOpen = action.status === 'planned' || action.status === 'under_way';
    if (isOpen && outcome !== null && registered_on === null && isSoon(starts_on) && starts_on > today)
      found.push({ what: 'unregistered', action, day: starts_on });
    if (!due && registered_on !== null && isSoon(evaluates_on))
      found.push({ what: 'follow_up', action, day: evaluates_on });
    if (isOpen && ends_on !== null && ends_on < today) found.push({ what: 'overdue', action, day: ends_on });
  }
  for (const pledge of pledges)
    if (pledge.outcome === 'open' && pledge.period_to < today)
      found.push({ what: 'pledge', pledge, day: pledge.period_to });
  return found.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}
