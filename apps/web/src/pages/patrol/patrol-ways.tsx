import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useArea } from '../../shell/area.tsx';
import styles from './patrol.module.css';

const WAYS = [
  { to: '/$municipality/zoner', label: 'zones' },
  { to: '/$municipality/zoner/plan', label: 'title' },
  { to: '/$municipality/zoner/besok', label: 'ledger' },
] as const;

/** The pages of presence beside each other: where, planned, done. */
export function PatrolWays() {
  const { t } = useTranslation('patrol');
  const { slug } = useArea().municipality;
  return (
    <nav className={styles.ways} aria-label={t('zones')}>
      {WAYS.map(({ to, label }) => (
        <Link
          key={to}
          to={to}
          params={{ municipality: slug }}
          activeOptions={{ exact: true, includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
        >
          {t(label)}
        </Link>
      ))}
    </nav>
  );
}
