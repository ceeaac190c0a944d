import { useTranslation } from 'react-i18next';
import { BANDWIDTH_STOPS_M, BANDWIDTHS_M, CELLS_M, filterStore, useView } from '../filter.ts';
import { formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { useDrawn } from './city.ts';
import panel from './panel.module.css';
import styles from './slider.module.css';
import { Slider } from './slider.tsx';

/** What was slid to is settled: one step to undo. */
const rest = (): void => filterStore.setLens({});

function useMetres(): (metres: number) => string {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  return (metres) => t('unit.metres', { n: formatNumber(metres, language) });
}

/** How widely the density surface is smoothed: by hand, or as the map's scale asks for. */
export function BandwidthSlider() {
  const { t } = useTranslation('panels');
  const { bandwidth_m } = useView();
  const metres = useMetres();
  const drawn = useDrawn();
  const now = bandwidth_m ?? drawn?.bandwidth_m ?? BANDWIDTHS_M[1];
  return (
    <>
      <Slider
        label={t('layers.bandwidth')}
        stops={BANDWIDTH_STOPS_M}
        value={now}
        says={metres}
        onSlide={(stop, resting) => filterStore.setLens({ bandwidth_m: stop }, { undoable: resting })}
        onRest={rest}
      />
      <label className={`${panel.check} ${styles.follows}`}>
        <input
          type="checkbox"
          checked={bandwidth_m === null}
          onChange={({ target }) => filterStore.setLens({ bandwidth_m: target.checked ? null : now })}
        />
        <span>{t('layers.follows')}</span>
      </label>
    </>
  );
}

/** The side of the cells that concentrations and change are told by. */
export function CellSlider() {
  const { t } = useTranslation('hotSpots');
  const { cell_m } = useView();
  const metres = useMetres();
  return (
    <Slider
      label={t('cell')}
      stops={CELLS_M}
      value={cell_m}
      says={metres}
      onSlide={(stop, resting) => filterStore.setLens({ cell_m: stop }, { undoable: resting })}
      onRest={rest}
    />
  );
}
