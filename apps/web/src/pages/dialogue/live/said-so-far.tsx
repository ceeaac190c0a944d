import type { FlagForm } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../text/format.ts';
import { useLanguage } from '../../../text/index.ts';
import type { DraftMark } from './draft.ts';
import styles from './live.module.css';
import { saidSoFar } from './said.ts';
import { useMeetingWords } from './words.ts';

interface SaidSoFarProps {
  marks: readonly DraftMark[];
  form: FlagForm;
  onOpen: (id: string) => void;
}

/** The running tally, for the one who leads the meeting to read out, and each mark to come back to. */
export function SaidSoFar({ marks, form, onOpen }: SaidSoFarProps) {
  const { t } = useTranslation(['dialogue', 'perception']);
  const language = useLanguage();
  const words = useMeetingWords(form);
  const number = (n: number): string => formatNumber(n, language);
  const { unsafe, safe, reasons, times } = saidSoFar(marks);
  if (marks.length === 0) return <p className={styles.note}>{t('live.empty')}</p>;
  return (
    <>
      <p className={styles.tally}>
        {t('live.tally', { count: marks.length, n: number(marks.length), unsafe: number(unsafe), safe: number(safe) })}
      </p>
      {reasons.length > 0 && (
        <ul className={styles.bars} aria-label={t('perception:reasons')}>
          {reasons.map(({ code, n }) => (
            <li key={code}>
              <span>{words.reason(code)}</span>
              <meter min={0} max={marks.length} value={n} aria-hidden="true" />
              <b>{number(n)}</b>
            </li>
          ))}
        </ul>
      )}
      <p className={styles.note}>
        {times
          .filter(({ n }) => n > 0)
          .map(({ code, n }) => `${t(`perception:time.${code}`)} ${number(n)}`)
          .join(' · ')}
      </p>
      <ol className={styles.marks} aria-label={t('live.marks')}>
        {marks.map((mark) => (
          <li key={mark.id}>
            <button type="button" onClick={() => onOpen(mark.id)}>
              {words.mark(mark)}
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}
