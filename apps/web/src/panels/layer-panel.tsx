import { useTranslation } from 'react-i18next';
import { useTally } from '../engine/hooks.ts';
import { BANDWIDTHS_M, LAYERS, type Layer, useView } from '../filter.ts';
import { Icon } from '../shell/icon.tsx';
import { formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import styles from './layer-panel.module.css';
import { arrange } from './layout.ts';
import panel from './panel.module.css';

/** What is drawn, what its colours mean, and of how many: legend and layer switch in one. */
export function LayerPanel() {
  const { t } = useTranslation('panels');
  const language = useLanguage();
  const { layers, bandwidth_m, setView } = useView();
  const tally = useTally();
  const toggle = (layer: Layer): void =>
    setView(({ layers: on }) => ({
      layers: LAYERS.filter((other) => (other === layer ? !on.includes(layer) : on.includes(other))),
    }));
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
      {LAYERS.map((layer) => (
        <div key={layer} className={styles.layer} data-on={layers.includes(layer) || undefined}>
          <label className={panel.check}>
            <input type="checkbox" checked={layers.includes(layer)} onChange={() => toggle(layer)} />
            <span>{t(`layers.${layer}`)}</span>
          </label>
          {layer === 'density' && layers.includes('density') && (
            <label className={styles.bandwidth}>
              <span>{t('layers.bandwidth')}</span>
              <select value={bandwidth_m} onChange={(event) => setView({ bandwidth_m: Number(event.target.value) })}>
                {BANDWIDTHS_M.map((metres) => (
                  <option key={metres} value={metres}>
                    {t('unit.metres', { n: formatNumber(metres, language) })}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
      ))}
      {tally !== null && (
        <p className={styles.n}>{t('layers.n', { n: formatNumber(tally.mapped, language), count: tally.mapped })}</p>
      )}
    </section>
  );
}
