import { useTranslation } from 'react-i18next';
import { Icon } from '../shell/icon.tsx';
import styles from './panel.module.css';

/** What only the page can say, by its key; everything else is the api's own sentence. */
const OURS: ReadonlySet<string> = new Set(['unreachable', 'no_area']);

/** What stands in the way, in the api's own words, where the person looks. */
export function ProblemLine({ problem }: { problem: string | null }) {
  const { t } = useTranslation('import');
  if (problem === null) return null;
  return (
    <p className={styles.problem} role="alert">
      <Icon name="warning" size={18} />
      <span>{OURS.has(problem) ? t(`problem.${problem}`) : problem || t('problem.unknown')}</span>
    </p>
  );
}
