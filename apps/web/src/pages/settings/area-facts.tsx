import { crsName, OUTLINE_FROM_FILE } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { useArea } from '../../shell/area.tsx';
import { formatDay, formatList, formatNumber } from '../../text/format.ts';
import { nameIn, useLanguage } from '../../text/index.ts';
import styles from '../settings.module.css';

/** What the area is: how its clock runs, what it is measured in, its places and agreements. */
export function AreaFacts() {
  const { t } = useTranslation('settings');
  const language = useLanguage();
  const { municipality, places } = useArea();
  const named = (kind: string): string[] =>
    places.features
      .filter(({ properties }) => properties.kind === kind)
      .map(({ properties }) => nameIn(properties.names, language));
  const lists = (['named_place', 'study_area', 'neighbourhood'] as const).map((kind) => ({ kind, names: named(kind) }));
  return (
    <section className={styles.section}>
      <h2>{t('area.title')}</h2>
      <dl className={styles.facts}>
        <div>
          <dt>{t('area.zone')}</dt>
          <dd>
            <bdi dir="ltr">{municipality.time_zone}</bdi>
          </dd>
        </div>
        <div>
          <dt>{t('area.crs')}</dt>
          <dd>
            <bdi dir="ltr">{crsName(municipality.srid)}</bdi>
          </dd>
        </div>
        <div>
          <dt>{t('area.outline')}</dt>
          <dd>
            {municipality.outline_source === OUTLINE_FROM_FILE ? (
              t('area.outlineFromFile')
            ) : (
              <bdi>{municipality.outline_source}</bdi>
            )}
          </dd>
        </div>
        {lists
          .filter(({ names }) => names.length > 0)
          .map(({ kind, names }) => (
            <div key={kind}>
              <dt>{t(`area.${kind}`, { count: names.length, n: formatNumber(names.length, language) })}</dt>
              <dd>{formatList(names, language)}</dd>
            </div>
          ))}
        {municipality.agreements.map(({ agreement_id, title, valid_from, valid_to, focus_areas }) => (
          <div key={agreement_id}>
            <dt>
              {nameIn(title, language)}
              <small>
                {t('area.valid', {
                  from: formatDay(valid_from, language),
                  to: valid_to === null ? '' : formatDay(valid_to, language),
                })}
              </small>
            </dt>
            <dd>
              {formatList(
                focus_areas.map(({ names }) => nameIn(names, language)),
                language,
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
