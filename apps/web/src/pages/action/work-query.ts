import { Action, ActionFile, ActionKind, ActionWork, type ChangedWork, Pledge } from '@lagesbild/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { useMay } from '../../account/session.ts';
import { api } from '../../api.ts';
import { useArea } from '../../shell/area.tsx';

const List = z.array(Action);

/** All actions of the area, as the api has them. */
export function useActions() {
  const { slug } = useArea().municipality;
  return useQuery({
    queryKey: ['actions', slug],
    queryFn: ({ signal }) => api.get(`/api/${slug}/actions`, List, { signal }),
  });
}

/** All pledges of the area. */
export function usePledges() {
  const { slug } = useArea().municipality;
  return useQuery({
    queryKey: ['pledges', slug],
    queryFn: ({ signal }) => api.get(`/api/${slug}/pledges`, z.array(Pledge), { signal }),
  });
}

/** Sorts of action that the area chooses among. */
export function useKinds(): readonly ActionKind[] {
  const { slug } = useArea().municipality;
  const { data } = useQuery({
    queryKey: ['action-kinds', slug],
    queryFn: ({ signal }) => api.get(`/api/${slug}/actions/kinds`, z.array(ActionKind), { signal }),
    staleTime: 600_000,
  });
  return data ?? [];
}

/** What is written beside an action; only for who may see it. */
export function useActionFile(action_id: string) {
  const { slug } = useArea().municipality;
  const may = useMay();
  return useQuery({
    queryKey: ['action-file', slug, action_id],
    queryFn: ({ signal }) => api.get(`/api/${slug}/actions/${action_id}/file`, ActionFile, { signal }),
    enabled: may('see_action_files', slug),
  });
}

/** Everything that is shown of actions is asked for anew. */
export function useRenew(): () => Promise<unknown> {
  const queries = useQueryClient();
  const { slug } = useArea().municipality;
  return () =>
    Promise.all(
      ['actions', 'action-file', 'pledges'].map((key) => queries.invalidateQueries({ queryKey: [key, slug] })),
    );
}

/** Changes what is worked on of an action; what isn't named stays. */
export function useChangeWork(action_id: string, version: number, onDone: () => unknown) {
  const { slug } = useArea().municipality;
  const renew = useRenew();
  return useMutation({
    mutationFn: (change: Omit<ChangedWork, 'version'>) =>
      api.patch(`/api/${slug}/actions/${action_id}/work`, { ...change, version }, ActionWork),
    onSuccess: async () => {
      await renew();
      return onDone();
    },
  });
}
