import type { Outline } from '@lagesbild/contract';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { projection } from '../../map/projection.ts';
import { whereIs } from '../../panels/hot-spot-name.ts';
import { useArea } from '../../shell/area.tsx';
import { useLanguage } from '../../text/index.ts';
import { boxOf } from './circle.ts';

/** What an outline is called: by what it lies in or near. */
export function useOutlineName(): (outline: Outline) => string {
  const { t } = useTranslation('hotSpots');
  const language = useLanguage();
  const { municipality, places } = useArea();
  const projected = useMemo(() => projection(municipality.proj4), [municipality.proj4]);
  return useCallback(
    (outline) => {
      const [west, south, east, north] = boxOf(outline);
      const [x, y] = projected.toMetres((west + east) / 2, (south + north) / 2);
      const { how, name } = whereIs({ x, y }, places, projected, language);
      return t(`where.${how}`, { place: name });
    },
    [projected, places, language, t],
  );
}
