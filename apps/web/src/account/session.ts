import { Session } from '@lagesbild/contract';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api.ts';
import { forgetAllColumns } from '../engine/kept-columns.ts';
import { forgetAnswers, forgetMeetings } from '../pages/dialogue/live/offline.ts';
import { forgetObservations, forgetWalks } from '../pages/walk/offline.ts';
import { forgetDrafts } from '../pages/zone/kept-draft.ts';
import { remember, remembered } from '../shell/preference.ts';
import { findSession, loseSession } from './lost.ts';

const WHOSE = 'lagesbild.whose';
const KEY = ['session'];

/** By whom what this browser keeps was kept. */
export const whoseOf = ({ account, standing }: Session): string => account?.account_id ?? standing;

/** Rows that this browser keeps were kept for one person: for another they are removed before anything is shown. */
async function keepOnlyOwnRows(session: Session): Promise<void> {
  const whose = whoseOf(session);
  if (session.standing === 'nobody' || remembered(WHOSE) === whose) return;
  await forgetRows();
  remember(WHOSE, whose);
}

/** Rows of incidents, what the pages for meetings and walks open with, and zones that nobody has saved. */
const forgetRows = (): Promise<unknown> => {
  forgetDrafts();
  return Promise.all([forgetAllColumns(), forgetAnswers(), forgetWalks()]);
};

/** Who one is. Somebody who suddenly is nobody stays on their page, with the way back in over it. */
export const sessionQuery = queryOptions({
  queryKey: KEY,
  queryFn: async ({ client, signal }): Promise<Session> => {
    const now = await api.get('/api/session', Session, { signal });
    const before = client.getQueryData<Session>(KEY);
    if (now.standing === 'nobody' && before !== undefined && before.standing !== 'nobody') {
      loseSession();
      return before;
    }
    await keepOnlyOwnRows(now);
    return now;
  },
  staleTime: 60_000,
});

/** Takes a session that was just begun or ended. */
export function useTakeSession(): (session: Session) => Promise<void> {
  const queries = useQueryClient();
  return async (session) => {
    const before = queries.getQueryData<Session>(KEY);
    if (session.standing === 'nobody') {
      await forgetRows();
      if (before !== undefined) {
        await forgetMeetings(whoseOf(before));
        await forgetObservations(whoseOf(before));
      }
      remember(WHOSE, null);
    } else await keepOnlyOwnRows(session);
    queries.setQueryData(KEY, session);
    // Another person must not find what the one before had open.
    const another = before?.account != null && before.account.account_id !== session.account?.account_id;
    if (another) return location.assign('/');
    findSession();
    await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
  };
}

/** The session, behind the door: there is always one. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (data === undefined) throw new Error('useSession before the door');
  return data;
}

/** May this person, in this area (null: in the whole installation)? What isn't offered can't be done by mistake. */
export function useMay(): (permission: string, area: string | null) => boolean {
  const { may } = useSession();
  return (permission, area) => {
    const areas = may[permission];
    return areas === null || (areas !== undefined && area !== null && areas.includes(area));
  };
}
