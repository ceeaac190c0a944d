import { type Municipality, Tally } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '../../account/session.ts';
import { api } from '../../api.ts';

/** How many rows have a category that nobody has named; null until known. */
export function useUnclassified({ slug, data }: Municipality): number | null {
  const may = useMay();
  const { data: tally } = useQuery({
    queryKey: ['unclassified', slug, data.version],
    queryFn: ({ signal }) =>
      api.get(
        `/api/${slug}/incidents/tally?unit=row&discovery=resident_reported,partner_observed,police_discovered,unknown`,
        Tally,
        { signal },
      ),
    enabled: data.incidents > 0 && may('see_incidents', slug),
  });
  return tally?.categories.unclassified ?? null;
}
