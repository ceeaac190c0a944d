import { useTranslation } from 'react-i18next';
import type { CityMap } from '../../map/city-map.ts';
import { useProjection } from '../../panels/hot-spots.ts';
import { Icon } from '../../shell/icon.tsx';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { useDrawing, useNaming } from './drawing.ts';
import styles from './zone.module.css';

/** While something is drawn: what to do next, and the same by buttons, for fingers. Why the last corner was refused. */
export function DrawingBar({ city }: { city: CityMap | null }) {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const projected = useProjection();
  const nameFor = useNaming();
  const { editor, change } = useDrawing();
  const { tool, line, zones, refused } = editor;
  if (tool === 'select' && refused === null) return null;
  const least = tool === 'split' ? 2 : 3;
  return (
    <section className={styles.bar} aria-label={t('bar.label')}>
      {refused === null ? (
        <p>{t(`bar.${tool}`, { n: formatNumber(line.length, language), count: line.length })}</p>
      ) : (
        <p className={styles.refused}>
          <Icon name="warning" size={18} />
          {t(`fault.${refused.fault}`)}
        </p>
      )}
      {tool !== 'select' && (
        <div className={styles.barActs}>
          {tool !== 'merge' && (
            <>
              <button
                type="button"
                disabled={city === null}
                onClick={() => change({ do: 'put', point: projected.toMetres(...city!.unproject()) })}
              >
                {t('bar.put')}
              </button>
              <button type="button" disabled={line.length === 0} onClick={() => change({ do: 'take_back' })}>
                {t('bar.back')}
              </button>
              <button
                type="button"
                className={line.length < least ? '' : 'primary'}
                disabled={line.length < least}
                onClick={() =>
                  change({
                    do: 'close',
                    zone_id: crypto.randomUUID(),
                    name: nameFor(line.length > 2 ? [[line]] : null, zones),
                  })
                }
              >
                {t(tool === 'split' ? 'bar.cut' : 'bar.close')}
              </button>
            </>
          )}
          <button type="button" onClick={() => change({ do: 'cancel' })}>
            {t('bar.cancel')}
          </button>
        </div>
      )}
    </section>
  );
}
