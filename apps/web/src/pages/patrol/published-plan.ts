import { type Unit, Unit as UnitShape, type Zone, type ZonePlanEntry } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { api } from '../../api.ts';
import { plansQuery, versionOf } from '../zone/plans.ts';

export interface PublishedPlan {
  /** false until it is known which plans there are */
  isRead: boolean;
  published: readonly ZonePlanEntry[];
  plan: ZonePlanEntry | undefined;
  zones: readonly Zone[];
  units: readonly Unit[] | undefined;
  choose: (plan_id: string) => void;
}

/** The published plans, one of them with its zones, and the units there are. */
export function usePublishedPlan(slug: string): PublishedPlan {
  const [chosen, choose] = useState<string | null>(null);
  const plans = useQuery(plansQuery(slug));
  const published = plans.data?.filter(({ published_version }) => published_version !== null) ?? [];
  const plan = published.find(({ plan_id }) => plan_id === chosen) ?? published[0];
  const zones = useQuery({
    queryKey: ['zone-plans', slug, plan?.plan_id, plan?.published_version],
    queryFn: () => versionOf(slug, plan!.plan_id, plan!.published_version!),
    enabled: plan !== undefined,
  });
  const units = useQuery({
    queryKey: ['units', slug],
    queryFn: ({ signal }) => api.get(`/api/${slug}/units`, z.array(UnitShape), { signal }),
  });
  return {
    ...{ isRead: plans.data !== undefined, published, plan, choose },
    ...{ zones: zones.data?.zones ?? [], units: units.data },
  };
}
