import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { installationQuery } from '../shell/area.tsx';
import { Failure } from '../shell/failure.tsx';
import styles from '../shell/shell.module.css';
import { formatNumber } from '../text/format.ts';
import { nameIn, useLanguage } from '../text/index.ts';

/** The first page: straight to the area's map, or a choice between the areas that are here. */
export function Landing() {
  const { t } = useTranslation('shell');
  const language = useLanguage();
  const { data, error, refetch } = useQuery(installationQuery);
  if (data === undefined)
    return (
      <main className={styles.page}>
        {error === null ? (
          <p className={styles.waiting} role="status">
            {t('waiting.installation')}
          </p>
        ) : (
          <Failure error={error} retry={refetch} />
        )}
      </main>
    );
  const home = data.municipalities.find(({ slug }) => slug === data.default_municipality);
  if (home !== undefined && home.incidents > 0)
    return <Navigate to="/$municipality/karta" params={{ municipality: home.slug }} replace />;
  return (
    <main className={styles.page}>
      <section className={styles.failure}>
        <h1>{t('landing.title')}</h1>
        <ul>
          {data.municipalities.map(({ slug, names, incidents }) => (
            <li key={slug}>
              <a href={`/${slug}/karta`}>{nameIn(names, language)}</a>{' '}
              <small>
                {incidents === 0
                  ? t('landing.empty')
                  : t('landing.incidents', { count: incidents, n: formatNumber(incidents, language) })}
              </small>
            </li>
          ))}
        </ul>
      </section>
    </main>
  );
}
