import { type ChangedWalk, FlagForm, type NewWalk, Walk, WalkEntry, WalkManager } from '@lagesbild/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { z } from 'zod';
import { useSession, whoseOf } from '../../account/session.ts';
import { ApiProblem, api } from '../../api.ts';
import { useArea } from '../../shell/area.tsx';
import { openShelf } from './kept.ts';

/** The walks of the area. */
export function useWalks() {
  const { slug } = useArea().municipality;
  return useQuery({
    queryKey: ['walks', slug],
    queryFn: ({ signal }) => api.get(`/api/${slug}/walks`, z.array(WalkEntry), { signal }),
  });
}

/** One walk; without contact as it was when it was last opened here. */
export function useWalk(walk_id: string) {
  const { slug } = useArea().municipality;
  const whose = whoseOf(useSession());
  return useQuery({
    queryKey: ['walk', slug, walk_id],
    queryFn: async ({ signal }) => {
      const shelf = await openShelf();
      const of = { area: slug, whose, walk_id };
      try {
        const walk = await api.get(`/api/${slug}/walks/${walk_id}`, Walk, { signal });
        await shelf.keepWalk(of, walk).catch(() => {}); // a full disk keeps nobody from reading it now
        return walk;
      } catch (error) {
        const kept = error instanceof ApiProblem && error.status === 0 ? await shelf.walk(of) : null;
        if (kept === null) throw error;
        return kept;
      }
    },
  });
}

/** Who can be responsible. */
export function useManagers() {
  const { slug } = useArea().municipality;
  return useQuery({
    queryKey: ['walk-managers', slug],
    queryFn: ({ signal }) => api.get(`/api/${slug}/walk-managers`, z.array(WalkManager), { signal }),
  });
}

/** What can be said of a place. */
export function useForm() {
  const { slug } = useArea().municipality;
  return useQuery({
    queryKey: ['flag-form', slug],
    queryFn: ({ signal }) => api.get(`/api/${slug}/flags/form`, FlagForm, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** After something of walks has changed: everything that shows it is asked for anew. */
export function useRenew(): () => Promise<void> {
  const { slug } = useArea().municipality;
  const queries = useQueryClient();
  return useCallback(async () => {
    const keys = ['walks', 'walk', 'walk-managers', 'perception'];
    await Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: [key, slug] })));
  }, [queries, slug]);
}

/** A walk as it is planned, without what was seen at it. */
export const planOf = ({ name, place, dates, taking_part, notes, route, stops }: Walk): NewWalk => ({
  ...{ name, place, dates, taking_part, notes, route },
  stops: stops.map(({ stop_id, name: called, geometry }) => ({ stop_id, name: called, geometry })),
});

/** Where a walk goes: what its map shows first. */
export const aroundOf = ({ route, stops }: Walk): [number, number][] => [
  ...(route?.coordinates ?? []),
  ...stops.map(({ geometry }) => geometry.coordinates),
];

export const saveWalk = (area: string, { walk_id, version }: Walk, plan: NewWalk): Promise<Walk> =>
  api.put(`/api/${area}/walks/${walk_id}`, { ...plan, version } satisfies ChangedWalk, Walk);
