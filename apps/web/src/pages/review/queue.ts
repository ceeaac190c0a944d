import { ModerationQueue, type ModerationStage } from '@lagesbild/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { BY_ITSELF } from '../../account/lost.ts';
import { api } from '../../api.ts';

/** New flags tell nobody: the page looks for them itself, without keeping a session alive. */
const LOOK_MS = 60_000;

const pathOf = (slug: string, stage: ModerationStage): string => `/api/${slug}/moderation?stage=${stage}`;
export const queueKey = (slug: string) => ['moderation', slug] as const;

/** The flags of one stage, and what the page says above them. */
export function useQueue(slug: string, stage: ModerationStage) {
  const queries = useQueryClient();
  const queryKey = [...queueKey(slug), stage];
  useEffect(() => {
    const look = async (): Promise<void> => {
      if (document.visibilityState === 'hidden') return;
      const found = await api.get(pathOf(slug, stage), ModerationQueue, { headers: BY_ITSELF }).catch(() => null);
      if (found !== null) queries.setQueryData([...queueKey(slug), stage], found);
    };
    const timer = setInterval(() => void look(), LOOK_MS);
    return () => clearInterval(timer);
  }, [queries, slug, stage]);
  return useQuery({ queryKey, queryFn: ({ signal }) => api.get(pathOf(slug, stage), ModerationQueue, { signal }) });
}
