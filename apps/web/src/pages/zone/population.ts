import { KnownPopulation, type Population, populationSum } from '@lagesbild/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { useEngine } from '../../engine/hooks.ts';
import { useArea } from '../../shell/area.tsx';
import { formatDay } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';

const LOOK_AGAIN_MS = 10 * 60_000;

/** How many live where in an area; null: nobody has told. */
export const populationQuery = (slug: string) =>
  queryOptions({
    queryKey: ['population', slug],
    queryFn: async ({ signal }) => (await api.get(`/api/${slug}/population`, KnownPopulation, { signal })).population,
    staleTime: LOOK_AGAIN_MS,
  });

/** The same, told to the engine; undefined until it is here. */
export function useToldPopulation(wanted: boolean): Population | null | undefined {
  const engine = useEngine();
  const { slug } = useArea().municipality;
  const { data } = useQuery({ ...populationQuery(slug), enabled: wanted });
  useEffect(() => {
    if (data !== undefined) engine.inhabit(data);
  }, [engine, data]);
  return data;
}

/** Who counted, in squares of what side, and when: "SCB, rutor 250 m, 2024-12-31". */
export function usePopulationWords(): (
  of: Pick<Population, 'source' | 'counted_on' | 'squares' | 'demonstration'>,
) => string {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  return (population) => {
    const { source, counted_on, demonstration, sides: all } = populationSum(population);
    const sides = all.join(' + ');
    const day = counted_on === null ? t('population.noDay') : formatDay(counted_on, language);
    const told = t('population.source', { source, sides, day });
    return demonstration ? `${told} ${t('population.madeUp')}` : told;
  };
}
