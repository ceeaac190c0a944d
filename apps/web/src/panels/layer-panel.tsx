import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTally } from '../engine/hooks.ts';
import { filterStore, LAYERS, type Layer, useView } from '../filter.ts';
import { cellBreaks, type DensityScale, FIRST_SCALE, POINTS_MIN_ZOOM } from '../map/legend-scale.ts';
import { Icon } from '../shell/icon.tsx';
import { formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import { useDrawn } from './city.ts';
import { EmergingKey } from './emerging-key.tsx';
import { useSeesGaps } from './gaps.ts';
import { LargerCells } from './hot-spot-failure.tsx';
import { useHotSpots } from './hot-spots.ts';
import { useInView } from './in-view.ts';
import styles from './layer-panel.module.css';
import { arrange } from './layout.ts';
import { BandwidthSlider, CellSlider } from './lens.tsx';
import panel from './panel.module.css';
import { useSeesPerception } from './perception.ts';
import { GapKey, PerceptionKey } from './perception-key.tsx';
import { useRun } from './playback-run.ts';
import { isUnplaced } from './shares.ts';
import { usePeriodWords } from './timeline.ts';

/** From the broad to the small. */
const ORDER = [
  'density',
  'spots',
  'emerging',
  'cells',
  'points',
  'perception',
  'gaps',
  'places',
] as const satisfies readonly Layer[];

/** What is drawn, what its colours mean, and of how many: legend and layer switch in one. */
export function LayerPanel() {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { layers, cell_m, setView } = useView();
  const tally = useTally();
  const drawn = useDrawn();
  const inView = useInView();
  const period = usePeriodWords();
  const run = useRun();
  const seesPerception = useSeesPerception();
  const seesGaps = useSeesGaps();
  const unplaced = tally !== null && isUnplaced(tally);
  const number = (n: number): string => formatNumber(n, language);
  const toggle = (layer: Layer): void =>
    setView(({ layers: on }) => ({
      layers: LAYERS.filter((other) => (other === layer ? !on.includes(layer) : on.includes(other))),
    }));
  const keys: Record<Layer, ReactNode> = {
    density: unplaced ? null : (
      <div className={styles.key}>
        {drawn?.surface === 'unavailable' && (tally?.mapped ?? 0) > 0 ? (
          <small>{t('layers.noDensity')}</small>
        ) : (
          <DensityKey scale={drawn?.scale ?? FIRST_SCALE} />
        )}
        {period !== '' && <small>{period}</small>}
        {run !== null && <small>{t('layers.run')}</small>}
        <BandwidthSlider />
      </div>
    ),
    spots: <HotSpotKey cell_m={cell_m} />,
    emerging: (
      <div className={styles.key}>
        <EmergingKey cell_m={cell_m} />
        {!layers.includes('spots') && <CellSlider />}
      </div>
    ),
    cells: unplaced ? null : (
      <div className={styles.key}>
        <Ramp ticks={cellBreaks(drawn?.zoom ?? POINTS_MIN_ZOOM).map(number)} />
        {drawn !== null && <small>{t('layers.cellSide', { n: number(roundly(drawn.cell_m)) })}</small>}
      </div>
    ),
    points:
      drawn !== null && !unplaced && drawn.zoom < POINTS_MIN_ZOOM ? (
        <small className={styles.far}>{t('layers.far')}</small>
      ) : null,
    perception: <PerceptionKey />,
    gaps: <GapKey />,
    places: null,
  };
  const hidden: readonly Layer[] = [
    ...(seesPerception ? [] : ['perception' as const]),
    ...(seesGaps ? [] : ['gaps' as const]),
  ];
  return (
    <section className={styles.panel} aria-label={t('layers.title')}>
      <button
        type="button"
        className={`${panel.tool} ${panel.small} ${styles.hide}`}
        aria-label={t('layers.hide')}
        onClick={() => arrange({ legend: false })}
      >
        <Icon name="close" size={16} />
      </button>
      {ORDER.filter((layer) => !hidden.includes(layer)).map((layer) => (
        <div key={layer} className={styles.layer} data-on={layers.includes(layer) || undefined}>
          <label className={panel.check}>
            <input type="checkbox" checked={layers.includes(layer)} onChange={() => toggle(layer)} />
            <span>
              {t(`layers.${layer}`)}
              {layer === 'density' && <small> {t('layers.densityUnit')}</small>}
              {layer === 'cells' && <small> {t('layers.cellsUnit')}</small>}
            </span>
            {(layer === 'points' || layer === 'places') && <i className={styles[layer]} aria-hidden="true" />}
          </label>
          {layers.includes(layer) && keys[layer]}
        </div>
      ))}
      {tally !== null && (
        <p className={styles.n}>
          {unplaced
            ? t('layers.unplaced', { n: number(tally.n) })
            : inView === null
              ? t('layers.drawn', { n: number(tally.mapped) })
              : t('layers.inView', { n: number(inView), mapped: number(tally.mapped) })}
        </p>
      )}
    </section>
  );
}

/** Two figures are as many as a square's side deserves. */
const roundly = (metres: number): number => Number(metres.toPrecision(2));

/** The density surface's five colours over their lower bounds, incidents per km². */
function DensityKey({ scale }: { scale: DensityScale }) {
  const language = useLanguage();
  return <Ramp ticks={scale.breaks.map((from) => formatNumber(from, language))} />;
}

/** The three strengths of a line round what stands out, how many there are, and the cells that were tested. */
function HotSpotKey({ cell_m }: { cell_m: number }) {
  const { t } = useTranslation(['panels', 'hotSpots']);
  const language = useLanguage();
  const concentrations = useHotSpots();
  const { answer: hotSpots } = concentrations;
  return (
    <div className={styles.key}>
      <ul className={styles.strengths}>
        {([0, 1, 2] as const).map((sure) => (
          <li key={sure}>
            <i data-sure={sure} aria-hidden="true" />
            {t(`hotSpots:sure.${sure}`)}
          </li>
        ))}
      </ul>
      {hotSpots !== null && (
        <button type="button" className={panel.quiet} onClick={openHotSpotList}>
          {t('hotSpots:found', {
            count: hotSpots.spots.length,
            n: formatNumber(hotSpots.spots.length, language),
          })}
        </button>
      )}
      <CellSlider />
      <LargerCells of={concentrations} wanted_m={cell_m} />
    </div>
  );
}

function openHotSpotList(): void {
  filterStore.setView({ at: undefined });
  arrange({ inspector: true, sheet: true, tab: 'spots' });
}

/** Five colours, and the number each begins at. */
function Ramp({ ticks }: { ticks: readonly string[] }) {
  return (
    <div className={styles.ramp}>
      {ticks.map((tick, i) => (
        <span key={tick}>
          <i data-class={i + 1} />
          {tick}
        </span>
      ))}
    </div>
  );
}
