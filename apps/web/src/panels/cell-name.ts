import { FLAG_CELL_M, type FlagCell } from '@lagesbild/contract';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { projection } from '../map/projection.ts';
import { useArea } from '../shell/area.tsx';
import { useLanguage } from '../text/index.ts';
import { whereIs } from './hot-spot-name.ts';

/** What a cell that somebody told of is called: by what lies there or near, and its own number, which tells it from its neighbours. */
export function useCellName(): (cell: FlagCell) => string {
  const { t } = useTranslation(['panels', 'hotSpots']);
  const language = useLanguage();
  const { municipality, places } = useArea();
  return useMemo(() => {
    const projected = projection(municipality.proj4);
    const known = new Map<string, string>();
    return ({ x, y }) => {
      const key = `${x} ${y}`;
      const kept = known.get(key);
      if (kept !== undefined) return kept;
      const middle = { x: (x + 0.5) * FLAG_CELL_M, y: (y + 0.5) * FLAG_CELL_M };
      const { how, name } = whereIs(middle, places, projected, language);
      const called =
        how === 'nowhere'
          ? t('panels:cell.alone', { x, y })
          : t('panels:cell.at', { where: t(`hotSpots:where.${how}`, { place: name }), x, y });
      known.set(key, called);
      return called;
    };
  }, [municipality.proj4, places, language, t]);
}
