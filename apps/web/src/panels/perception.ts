import * as vocabulary from '@lagesbild/contract';
import { PerceptionReports as ReportLists, Survey } from '@lagesbild/contract';
import {
  type Facets,
  type PerceptionReports,
  type PerceptionTally,
  perceptionReports,
  resolveCriteria,
  tallyReports,
  unheard,
} from '@lagesbild/incidents';
import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo } from 'react';
import { z } from 'zod';
import { useMay } from '../account/session.ts';
import { api } from '../api.ts';
import { useEngine } from '../engine/hooks.ts';
import { polygonsOf } from '../engine/library.ts';
import { useFilter, useView } from '../filter.ts';
import type { CityMap } from '../map/city-map.ts';
import { NOTHING_SAID, perceptionFeatures } from '../map/perception.ts';
import { useArea } from '../shell/area.tsx';
import { useProjection } from './hot-spots.ts';
import { useLayout } from './layout.ts';
import { isSaidKey, saidKey } from './said-here.ts';

/** What people say under the page's filter: the reports are here, so a brush needs no network. */
export interface Said {
  /** null until they have come */
  reports: PerceptionReports | null;
  tally: PerceptionTally | null;
  /** per report why it isn't heard, 0 where it is */
  why: Uint8Array | null;
  demonstration: boolean;
  failed: boolean;
}
const NOBODY: Said = { reports: null, tally: null, why: null, demonstration: false, failed: false };

export const PerceptionContext = createContext<Said>(NOBODY);
export const useSaid = (): Said => useContext(PerceptionContext);

const LOOK_AGAIN_MS = 60_000;

/** May this person see what people say here? */
export function useSeesPerception(): boolean {
  const { municipality } = useArea();
  const may = useMay();
  return may('see_perception', municipality.slug);
}

/** What people say of the area's places, fetched while it is wanted, and told to the engine. */
export function useReportLists(wanted: boolean) {
  const { slug } = useArea().municipality;
  const engine = useEngine();
  const lists = useQuery({
    queryKey: ['perception', slug],
    queryFn: ({ signal }) => api.get(`/api/${slug}/perception`, ReportLists, { signal }),
    enabled: wanted,
    staleTime: LOOK_AGAIN_MS,
  });
  const { data } = lists;
  useEffect(() => {
    if (data !== undefined) engine.hear(data);
  }, [engine, data]);
  return lists;
}

/** Fetches the reports while somebody looks, hands them to the engine's methods and to the map, and counts them. */
export function useSaidAnswer(city: CityMap | null): Said {
  const { places } = useArea();
  const { filter } = useFilter();
  const { layers, channels, feeling, reasons, at } = useView();
  const { tab, inspector } = useLayout();
  const sees = useSeesPerception();
  const projected = useProjection();
  const looked = layers.includes('perception') || layers.includes('gaps') || (inspector && tab === 'perception');
  const wanted = sees && (looked || at?.startsWith('g:') === true || isSaidKey(at));
  const { data, isError } = useReportLists(wanted);
  const reports = useMemo(() => (data === undefined ? null : perceptionReports(data)), [data]);
  const polygons = useMemo(() => {
    const toCm = (lon: number, lat: number): [number, number] => {
      const [x, y] = projected.toMetres(lon, lat);
      return [x * 100, y * 100];
    };
    return polygonsOf(places, toCm);
  }, [places, projected]);
  const why = useMemo(() => {
    if (reports === null) return null;
    const facets: Facets = { channels, feeling, reasons };
    const { categories: _, ...asked } = filter;
    return unheard(reports, resolveCriteria(asked, { categories: [], polygons, vocabulary }), polygons, facets);
  }, [reports, filter, polygons, channels, feeling, reasons]);
  const tally = useMemo(
    () => (reports === null || why === null ? null : tallyReports(reports, why, polygons)),
    [reports, why, polygons],
  );
  const drawn = layers.includes('perception');
  useEffect(() => {
    if (city === null || !drawn) return;
    const features =
      reports === null || why === null
        ? NOTHING_SAID
        : perceptionFeatures(reports, data!.shapes, why, projected.toDegrees, saidKey);
    city.showPerception(features);
  }, [city, drawn, reports, why, data, projected]);
  return useMemo(
    () => (wanted ? { reports, tally, why, demonstration: data?.demonstration ?? false, failed: isError } : NOBODY),
    [wanted, reports, tally, why, data, isError],
  );
}

/** What surveys found here. */
export function useSurveys(): readonly Survey[] {
  const { municipality } = useArea();
  const sees = useSeesPerception();
  const { data } = useQuery({
    queryKey: ['surveys', municipality.slug],
    queryFn: ({ signal }) => api.get(`/api/${municipality.slug}/surveys`, z.array(Survey), { signal }),
    enabled: sees,
    staleTime: LOOK_AGAIN_MS,
  });
  return data ?? [];
}
