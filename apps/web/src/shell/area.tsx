import { Installation, Municipality } from '@lagesbild/contract';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import { BY_ITSELF } from '../account/lost.ts';
import { api, Places } from '../api.ts';

/** The area this page is about: what is known of it before its first incident. */
export interface Area {
  municipality: Municipality;
  places: Places;
}

const AreaContext = createContext<Area | null>(null);

export const installationQuery = queryOptions({
  queryKey: ['installation'],
  queryFn: ({ signal }) => api.get('/api/installation', Installation, { signal }),
});

/** The first page's address with this shows its list, also where there is only one area to choose. */
export const ALL_AREAS = { areas: 'all' } as const;

export const municipalityQuery = (slug: string) =>
  queryOptions({
    queryKey: ['municipality', slug],
    queryFn: ({ client, queryKey, signal }) => {
      const again = client.getQueryData(queryKey) !== undefined;
      return api.get(`/api/${slug}`, Municipality, { signal, headers: again ? BY_ITSELF : {} });
    },
    // Another person's import shows in the header within this time; counts come by data version, not by this.
    refetchInterval: 60_000,
  });

const placesQuery = (slug: string) =>
  queryOptions({
    queryKey: ['places', slug],
    queryFn: ({ signal }) => api.get(`/api/${slug}/places`, Places, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Both answers, or what stands in the way of them. */
export function useAreaQueries(slug: string) {
  const municipality = useQuery(municipalityQuery(slug));
  const places = useQuery(placesQuery(slug));
  const area =
    municipality.data === undefined || places.data === undefined
      ? undefined
      : { municipality: municipality.data, places: places.data };
  return {
    area,
    error: area === undefined ? (municipality.error ?? places.error) : null,
    retry: () => Promise.all([municipality.refetch(), places.refetch()]),
  };
}

export function AreaProvider({ area, children }: { area: Area; children: ReactNode }) {
  return <AreaContext value={area}>{children}</AreaContext>;
}

/** The area of the page. Only inside an area's route. */
export function useArea(): Area {
  const area = useContext(AreaContext);
  if (area === null) throw new Error('useArea outside an area');
  return area;
}
