import type { ZonePlan } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { useCity } from '../../panels/city.ts';
import inspector from '../../panels/inspector.module.css';
import panel from '../../panels/panel.module.css';
import { formatNumber, formatShare } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { squareMetres } from './area-words.ts';
import { useDrawing } from './drawing.ts';
import { useFigures } from './figures.ts';
import { FromMap } from './from-map.tsx';
import { areaOf } from './shape.ts';
import styles from './zone.module.css';
import { ZoneCard } from './zone-card.tsx';
import { ZoneRow } from './zone-row.tsx';

/** The zones of the plan with their figures: what the map shows, to be read and walked through. */
export function ZoneList({ plan }: { plan: ZonePlan | null }) {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const { editor, change, mayDraw } = useDrawing();
  const city = useCity();
  const { zones } = editor;
  const number = (n: number): string => formatNumber(n, language);
  const total = zones.reduce((sum, { shape }) => sum + areaOf(shape), 0);
  const found = useFigures();
  const published = new Set(
    plan !== null && plan.published_version === plan.shown.version ? plan.zones.map(({ zone_id }) => zone_id) : [],
  );
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
              const facts = [figures.get(zone.zone_id), squareMetres(areaOf(zone.shape), language, t)];
              return (
                <ZoneRow key={zone.zone_id} zone={zone} fact={facts.filter((one) => one !== undefined).join(' · ')}>
                  <ZoneCard zone={zone} isPublished={published.has(zone.zone_id)} />
                </ZoneRow>
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
