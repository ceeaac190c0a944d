import type { Category } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { installationQuery, municipalityQuery } from '../shell/area.tsx';
import { areaOf } from './draft.ts';
import type { ImportStage } from './stage.ts';

/** The categories a file's words can mean: the area's own; a new area begins with those of the installation. */
export function useCategories(stage: ImportStage): readonly Category[] {
  const { data: installation } = useQuery(installationQuery);
  const slug = areaOf(stage) || installation?.default_municipality || '';
  const { data: municipality } = useQuery({ ...municipalityQuery(slug), enabled: slug !== '' });
  return municipality?.categories ?? [];
}
