import { formatNumber } from '../text/format.ts';
import { useLanguage } from '../text/index.ts';
import styles from './panel.module.css';

/** Why rows were refused, the commonest reason first. */
export function Reasons({ reasons }: { reasons: Record<string, number> }) {
  const language = useLanguage();
  const rows = Object.entries(reasons).sort((a, b) => b[1] - a[1]);
  if (rows.length === 0) return null;
  return (
    <dl className={styles.reasons}>
      {rows.map(([reason, n]) => (
        <div key={reason}>
          <dt>{reason}</dt>
          <dd>{formatNumber(n, language)}</dd>
        </div>
      ))}
    </dl>
  );
}
