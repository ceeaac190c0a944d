import { type Filter, formatFilter, Tally } from '@lagesbild/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../api.ts';
import { useEngineState } from '../engine/hooks.ts';
import { useArea } from '../shell/area.tsx';

const SETTLED_MS = 150;

/** A value once it has stood still for a moment, so that a drag doesn't ask sixty questions. */
function useSettled<T>(value: T, key: string): T {
  const [settled, setSettled] = useState({ value, key });
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ value, key }), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [value, key]);
  return settled.key === key ? value : settled.value;
}

/** The counts under another filter than the page's; null until they are here. The last good answer stays meanwhile. */
export function useAsked(filter: Filter | null): Tally | null {
  const { municipality } = useArea();
  const { dataVersion, phase } = useEngineState();
  const key = filter === null ? '' : formatFilter(filter).toString();
  const settled = useSettled(filter, key);
  const query = settled === null ? '' : formatFilter(settled).toString();
  const { data } = useQuery({
    queryKey: ['tally', municipality.slug, dataVersion, query],
    queryFn: ({ signal }) => api.get(`/api/${municipality.slug}/incidents/tally?${query}`, Tally, { signal }),
    enabled: filter !== null && phase === 'ready',
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return filter === null ? null : (data ?? null);
}
