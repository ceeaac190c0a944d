import { useTranslation } from 'react-i18next';
import type { CityMap } from '../../map/city-map.ts';
import { useProjection } from '../../panels/hot-spots.ts';
import { Icon } from '../../shell/icon.tsx';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { cornerAt } from './corner.ts';
import { useDrawing, useNaming } from './drawing.ts';
import { selectedZone } from './editor.ts';
import { closingFault } from './fault.ts';
import { useFigures } from './figures.ts';
import { LiveFigures } from './live-figures.tsx';
import styles from './zone.module.css';

/** Nearer to the top of the map than this, the bar would lie over a corner, px. */
const HIDDEN_PX = 250;

/** While something is drawn or a corner is moved: its figures, what to do next, and the same by buttons, for fingers. Why the last corner was refused. */
export function DrawingBar({ city }: { city: CityMap | null }) {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const projected = useProjection();
  const nameFor = useNaming();
  const { editor, change } = useDrawing();
  const { tool, line, zones, refused, corner } = editor;
  const figures = useFigures();
  const zone = selectedZone(editor);
  const held = tool === 'select' && corner !== null && zone !== undefined ? zone : undefined;
  if (tool === 'select' && refused === null && held === undefined) return null;
  const least = tool === 'split' ? 2 : 3;
  const own = held && cornerAt(held.shape, corner!);
  const isLow = own !== undefined && city !== null && city.project(...projected.toDegrees(...own)).y < HIDDEN_PX;
  return (
    <section className={styles.bar} data-low={isLow || undefined} aria-label={t('bar.label')}>
      {tool === 'draw' && closingFault(line) === null && <LiveFigures shape={[[line]]} figure={figures?.drawn} />}
      {held !== undefined && (
        <LiveFigures shape={held.shape} figure={figures?.zones.find(({ zone_id }) => zone_id === held.zone_id)} />
      )}
      {refused === null ? (
        held === undefined && <p>{t(`bar.${tool}`, { n: formatNumber(line.length, language), count: line.length })}</p>
      ) : (
        <p className={styles.refused}>
          <Icon name="warning" size={18} />
          {t(`fault.${refused.fault}`)}
        </p>
      )}
      {held !== undefined && (
        <div className={styles.barActs}>
          <button type="button" onClick={() => change({ do: 'insert', after: corner! })}>
            {t('bar.insert')}
          </button>
          <button type="button" onClick={() => change({ do: 'remove', at: corner! })}>
            {t('bar.remove')}
          </button>
          <button type="button" onClick={() => change({ do: 'corner', at: null })}>
            {t('bar.done')}
          </button>
        </div>
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
