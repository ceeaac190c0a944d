import { useTranslation } from 'react-i18next';
import styles from './panel.module.css';

const KINDS = ['table', 'geojson', 'police_uk', 'polisen', 'area_counts'] as const;

/** Which files are understood, and what is read out of each. */
export function FileKinds() {
  const { t } = useTranslation('import');
  return (
    <dl className={styles.kinds}>
      {KINDS.map((kind) => (
        <div key={kind}>
          <dt>{t(`kinds.${kind}`)}</dt>
          <dd>{t(`kinds.${kind}.what`)}</dd>
        </div>
      ))}
    </dl>
  );
}
