import { Outlet, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { AreaProvider, useAreaQueries } from './area.tsx';
import { PageConnection } from './connection-line.tsx';
import { Failure } from './failure.tsx';
import { areaRefusal, NoArea } from './no-area.tsx';
import { fetchTheRest } from './page-code.ts';
import { Rail } from './rail.tsx';
import styles from './shell.module.css';

/** The frame of an area's workspaces: rail, and the workspace beside it. */
export function AreaFrame() {
  const { t } = useTranslation('shell');
  const slug = useParams({ strict: false }).municipality ?? '';
  const { area, error, retry } = useAreaQueries(slug);
  const refusal = areaRefusal(error);
  useEffect(fetchTheRest, []);
  if (area === undefined)
    return (
      <main className={styles.page}>
        {error === null ? (
          <p className={styles.waiting} role="status">
            {t('waiting.area')}
          </p>
        ) : refusal !== null ? (
          <NoArea slug={slug} why={refusal} />
        ) : (
          <Failure error={error} retry={retry} />
        )}
      </main>
    );
  return (
    <AreaProvider area={area}>
      <div className={styles.frame}>
        <a className={styles.skip} href="#work">
          {t('rail.skip')}
        </a>
        <Rail />
        <div className={styles.beside}>
          <PageConnection />
          <main id="work" className={styles.work} tabIndex={-1}>
            <Outlet />
          </main>
        </div>
      </div>
    </AreaProvider>
  );
}
