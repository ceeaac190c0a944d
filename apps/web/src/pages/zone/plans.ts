import { PermitArea, ReadZones, ZonePlan, ZonePlanEntry, ZonePlanVersion } from '@lagesbild/contract';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { api, request } from '../../api.ts';

export const plansPath = (slug: string): string => `/api/${slug}/zone-plans`;
export const planPath = (slug: string, plan_id: string): string => `${plansPath(slug)}/${plan_id}`;

export const plansQuery = (slug: string) =>
  queryOptions({
    queryKey: ['zone-plans', slug],
    queryFn: ({ signal }) => api.get(plansPath(slug), z.array(ZonePlanEntry), { signal }),
  });

export const versionsQuery = (slug: string, plan_id: string) =>
  queryOptions({
    queryKey: ['zone-plans', slug, plan_id, 'versions'],
    queryFn: ({ signal }) => api.get(`${planPath(slug, plan_id)}/versions`, z.array(ZonePlanVersion), { signal }),
  });

/** The plan with the zones of its newest version. */
export const newestOf = (slug: string, plan_id: string): Promise<ZonePlan> =>
  api.get(planPath(slug, plan_id), ZonePlan);

/** The plan with the zones of one version, which never change. */
export const versionOf = (slug: string, plan_id: string, version: number): Promise<ZonePlan> =>
  api.get(`${planPath(slug, plan_id)}/versions/${version}`, ZonePlan);

export const permitsQuery = (slug: string) =>
  queryOptions({
    queryKey: ['permit-areas', slug],
    queryFn: ({ signal }) => api.get(`/api/${slug}/permit-areas`, z.array(PermitArea), { signal }),
  });

/** The polygons of a file; nothing of it is stored. */
export async function readZones(slug: string, file: File): Promise<ReadZones> {
  const body = new FormData();
  body.append('file', file);
  const answer = await request('POST', `/api/${slug}/zones/read`, body);
  return ReadZones.parse(await answer.json());
}
