import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api.ts';
import { Icon } from './icon.tsx';
import styles from './shell.module.css';

/** What went wrong, in words, and the way out of it. */
export function Failure({ error, retry }: { error: Error; retry?: (() => void) | undefined }) {
  const { t } = useTranslation('shell');
  const unreachable = error instanceof ApiProblem && error.code === 'unreachable';
  const title = unreachable ? (navigator.onLine ? t('failure.unreachable') : t('failure.offline')) : t('failure.title');
  const detail = error instanceof ApiProblem && !unreachable ? error.problem.detail : t('failure.detail');
  return (
    <section className={styles.failure} role="alert">
      <Icon name="warning" size={24} />
      <h2>{title}</h2>
      <p>{detail}</p>
      {retry !== undefined && (
        <button type="button" className="primary" onClick={retry}>
          {t('failure.retry')}
        </button>
      )}
    </section>
  );
}
