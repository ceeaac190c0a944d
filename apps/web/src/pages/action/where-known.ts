import { PerceptionReports, type Zone, ZonePlan, ZonePlanEntry } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useMay } from '../../account/session.ts';
import { api } from '../../api.ts';
import { useCellName } from '../../panels/cell-name.ts';
import { useArea } from '../../shell/area.tsx';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { type FlagCluster, flagClusters } from './flag-clusters.ts';

/** A patrol zone that an action may be in, and the plan it is of. */
export interface PlannedZone extends Zone {
  readonly plan: string;
}

const NONE: readonly never[] = [];

/** The zones of all published plans, for who may see them. */
export function usePublishedZones(): readonly PlannedZone[] {
  const { slug } = useArea().municipality;
  const may = useMay();
  const { data = NONE } = useQuery({
    queryKey: ['zone-plans', slug, 'published'],
    queryFn: async ({ signal }) => {
      const path = `/api/${slug}/zone-plans`;
      const entries = await api.get(path, z.array(ZonePlanEntry), { signal });
      const plans = await Promise.all(
        entries.flatMap(({ plan_id, published_version: version }) =>
          version === null ? [] : api.get(`${path}/${plan_id}/versions/${version}`, ZonePlan, { signal }),
        ),
      );
      return plans.flatMap(({ name, zones }) => zones.map((zone): PlannedZone => ({ ...zone, plan: name })));
    },
    enabled: may('see_zones', slug),
  });
  return data;
}

/** Where flags lie together, for who may see what people say. */
export function useFlagClusters(): readonly FlagCluster[] {
  const { slug } = useArea().municipality;
  const may = useMay();
  const { data } = useQuery({
    queryKey: ['perception', slug],
    queryFn: ({ signal }) => api.get(`/api/${slug}/perception`, PerceptionReports, { signal }),
    enabled: may('see_perception', slug),
  });
  return useMemo(() => (data === undefined ? NONE : flagClusters(data)), [data]);
}

/** "Valsta centrum, 14 flags". */
export function useClusterName(): (cluster: FlagCluster) => string {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const cellName = useCellName();
  return ({ cells, n }) => t('work.area.flags.name', { where: cellName(cells[0]!), n: formatNumber(n, language) });
}
