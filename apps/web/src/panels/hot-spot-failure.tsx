import { useTranslation } from 'react-i18next';
import { formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { useHotSpots } from './hot-spots.ts';
import panel from './panel.module.css';

/** Why what stands out couldn't be worked out, and the way out. */
export function HotSpotFailure() {
  const { t } = useTranslation('hotSpots');
  const language = useLanguage();
  const { cause } = useHotSpots();
  const number = (n: number): string => formatNumber(n, language);
  return (
    <p className={panel.note} role="status">
      {cause === null
        ? t('failed')
        : 'sentence' in cause
          ? cause.sentence
          : t('tooFine', { cell: number(cause.cell_m), cells: number(cause.cells), limit: number(cause.limit) })}
    </p>
  );
}

/** Other cells than were wanted: said wherever the wanted size is. */
export function LargerCells({ wanted_m }: { wanted_m: number }) {
  const { t } = useTranslation('hotSpots');
  const language = useLanguage();
  const { hotSpots, working } = useHotSpots();
  const cell_m = hotSpots?.raster.cell_m ?? wanted_m;
  if (working || cell_m <= wanted_m) return null;
  const number = (n: number): string => formatNumber(n, language);
  return <p className={panel.note}>{t('larger', { wanted: number(wanted_m), cell: number(cell_m) })}</p>;
}
