import { useTranslation } from 'react-i18next';
import { formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import type { CellAnswer } from './cell-answer.ts';
import panel from './panel.module.css';

/** Why what stands out, or its change, couldn't be worked out, and the way out. */
export function HotSpotFailure({ cause }: { cause: CellAnswer<'gistar' | 'emerging'>['cause'] }) {
  const { t } = useTranslation('hotSpots');
  const language = useLanguage();
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

interface LargerCellsProps {
  of: Pick<CellAnswer<'gistar' | 'emerging'>, 'answer' | 'working'>;
  wanted_m: number;
}

/** Other cells than were wanted: said wherever the wanted size is. */
export function LargerCells({ of: { answer, working }, wanted_m }: LargerCellsProps) {
  const { t } = useTranslation('hotSpots');
  const language = useLanguage();
  const cell_m = answer?.raster.cell_m ?? wanted_m;
  if (working || cell_m <= wanted_m) return null;
  const number = (n: number): string => formatNumber(n, language);
  return <p className={panel.note}>{t('larger', { wanted: number(wanted_m), cell: number(cell_m) })}</p>;
}
