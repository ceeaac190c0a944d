import { Link, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Announcer } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { Failure } from '../../shell/failure.tsx';
import { Icon } from '../../shell/icon.tsx';
import { nameIn, useLanguage } from '../../text/index.ts';
import styles from './action-page.module.css';
import { Beside } from './beside.tsx';
import { FollowUpStep } from './evaluation.tsx';
import { CausesStep, MappingStep, MeasureStep } from './steps.tsx';
import { useActionFile, useActions } from './work-query.ts';

/** One action, from its problem to what became of it: the four steps of the process are the page. */
export function ActionPage() {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { municipality } = useArea();
  const id = useParams({ strict: false }).action ?? '';
  const { data, error, refetch } = useActions();
  const file = useActionFile(id);
  const action = data?.find(({ action_id }) => action_id === id);
  const name = nameIn(municipality.names, language);
  useEffect(() => {
    document.title = `${action?.title ?? t('title')} – ${name} – Lägesbild`;
  }, [action?.title, t, name]);
  if (error !== null && data === undefined) return <Failure error={error} retry={() => void refetch()} />;
  return (
    <div className={styles.page}>
      <p className={styles.screen}>
        <Link to="/$municipality/atgarder" params={{ municipality: municipality.slug }} search={true}>
          {t('page.all')}
        </Link>
      </p>
      {data === undefined && <p role="status">{t('loading')}</p>}
      {data !== undefined && action === undefined && <p role="alert">{t('page.unknown')}</p>}
      {action !== undefined && (
        <>
          <header className={styles.head}>
            <h1>
              <bdi>{action.title}</bdi>
            </h1>
            <p>
              {name} · {t(`status.${action.status}`)}
              {action.work.verdict !== null && ` · ${t(`verdict.${action.work.verdict}`)}`}
            </p>
            <button type="button" className={`${styles.print} ${styles.screen}`} onClick={() => print()}>
              <Icon name="print" size={16} /> {t('page.print')}
            </button>
          </header>
          <div className={styles.columns}>
            <div className={styles.steps}>
              <MappingStep action={action} />
              <CausesStep action={action} />
              <MeasureStep action={action} />
              <FollowUpStep action={action} file={file.data} />
            </div>
            {file.data !== undefined && <Beside action_id={id} file={file.data} />}
          </div>
        </>
      )}
      <Announcer />
    </div>
  );
}
