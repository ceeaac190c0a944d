import { useTranslation } from 'react-i18next';
import { useCity } from '../../panels/city.ts';
import { useProjection } from '../../panels/hot-spots.ts';
import inspector from '../../panels/inspector.module.css';
import panel from '../../panels/panel.module.css';
import { Icon } from '../../shell/icon.tsx';
import { formatNumber, formatShare } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { squareMetres } from './area-words.ts';
import { useDrawing } from './drawing.ts';
import { useFigures } from './figures.ts';
import { FromMap } from './from-map.tsx';
import { areaOf } from './shape.ts';
import styles from './zone.module.css';
import { boundsOfShapes } from './zone-bounds.ts';
import { ZoneCard } from './zone-card.tsx';

/** The zones of the plan with their figures: what the map shows, to be read and walked through. */
export function ZoneList() {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const { editor, change, mayDraw } = useDrawing();
  const city = useCity();
  const projected = useProjection();
  const { zones, selected } = editor;
  const number = (n: number): string => formatNumber(n, language);
  const total = zones.reduce((sum, { shape }) => sum + areaOf(shape), 0);
  const found = useFigures();
  const figures = new Map(
    found?.zones.map(({ zone_id, n }) => [zone_id, t('fact.incidents', { count: n, n: number(n) })]),
  );
  const draw = (
    <button
      type="button"
      className={zones.length === 0 ? 'primary' : ''}
      disabled={city === null}
      onClick={() => {
        change({ do: 'tool', tool: 'draw' });
        city?.focus();
      }}
    >
      {t('list.draw')}
    </button>
  );
  return (
    <>
      {mayDraw && <FromMap />}
      {zones.length === 0 ? (
        <div className={inspector.empty}>
          <b>{t('empty.title')}</b>
          <span>{t(mayDraw ? 'empty.what' : 'empty.seen')}</span>
          {mayDraw && draw}
        </div>
      ) : (
        <>
          <p className={inspector.sentence}>
            {t('list.sum', { count: zones.length, n: number(zones.length), area: squareMetres(total, language, t) })}{' '}
            {found !== null &&
              found.placed > 0 &&
              t('list.covered', {
                count: found.covered,
                n: number(found.covered),
                placed: number(found.placed),
                share: formatShare(found.covered / found.placed, language),
              })}
          </p>
          <ol className={styles.zones}>
            {zones.map((zone) => {
              const isChosen = zone.zone_id === selected;
              return (
                <li key={zone.zone_id} data-chosen={isChosen || undefined}>
                  <button
                    type="button"
                    className={styles.row}
                    data-zone-row
                    aria-current={isChosen || undefined}
                    aria-expanded={isChosen}
                    onClick={() => {
                      change({ do: 'select', zone_id: isChosen ? null : zone.zone_id });
                      if (!isChosen) city?.fit(boundsOfShapes([zone], projected));
                    }}
                  >
                    <span>{zone.name}</span>
                    <small>
                      {[figures.get(zone.zone_id), squareMetres(areaOf(zone.shape), language, t)]
                        .filter((part) => part !== undefined)
                        .join(' · ')}
                    </small>
                    <Icon name={isChosen ? 'up' : 'down'} size={16} />
                  </button>
                  {isChosen && <ZoneCard zone={zone} />}
                </li>
              );
            })}
          </ol>
          {mayDraw && <div className={inspector.acts}>{draw}</div>}
        </>
      )}
      {city === null && <p className={panel.note}>{t('map.none')}</p>}
    </>
  );
}
