import type { DisclosurePreview } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import lawful from '../lawful/lawful.module.css';
import styles from './disclosure.module.css';

interface PreviewToldProps {
  preview: DisclosurePreview;
  subject: 'incidents' | 'reports';
  /** something has been changed since */
  isOld: boolean;
}

/** What a file would hold, and what masking does to it. */
export function PreviewTold({ preview, subject, isOld }: PreviewToldProps) {
  const { t } = useTranslation('disclosure');
  const language = useLanguage();
  const { selected, given, withheld, unplaced, alone, lines, columns, sample } = preview;
  const told = (key: 'selected' | 'given' | 'withheld' | 'unplaced' | 'alone' | 'lines', count: number): string =>
    t(subject === 'reports' && key !== 'lines' ? `reports.preview.${key}` : `preview.${key}`, {
      count,
      n: formatNumber(count, language),
    });
  return (
    <div className={styles.told} role="status" data-old={isOld || undefined}>
      {isOld && <p>{t('preview.old')}</p>}
      <ul>
        <li>{told('selected', selected)}</li>
        <li>{told('given', given)}</li>
        <li>{told('lines', lines)}</li>
        {withheld > 0 && <li>{told('withheld', withheld)}</li>}
        {unplaced > 0 && <li>{told('unplaced', unplaced)}</li>}
        {alone > 0 && (
          <li>
            <strong>{told('alone', alone)}</strong>
          </li>
        )}
      </ul>
      {sample.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that is wider than its place is scrolled by the keyboard
        <section className={lawful.scroll} dir="ltr" tabIndex={0} aria-label={t('preview.sample')}>
          <table className={lawful.table}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sample.map((cells, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name, and never change places
                <tr key={i}>
                  {cells.map((cell, k) => (
                    <td key={columns[k]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}
