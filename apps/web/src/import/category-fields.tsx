import type { ImportPreview } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../text/format.ts';
import { nameIn, useLanguage } from '../text/index.ts';
import { useCategories } from './categories.ts';
import styles from './confirm.module.css';
import { importDesk, useImportStage } from './desk.ts';
import { mappingOf, withCategory } from './draft.ts';

const SHOWN = 40;

/** Kinds of incident in the file that have no category here, the commonest first; each can be given one. */
export function CategoryFields({ unmapped }: { unmapped: ImportPreview['unmapped'] }) {
  const { t } = useTranslation('import');
  const language = useLanguage();
  const stage = useImportStage();
  const categories = useCategories(stage);
  const mapping = mappingOf(stage);
  if (mapping === null) return null;
  const named = unmapped.filter(({ value }) => value !== '');
  // A value that has got its category is no longer unmapped, but its row stays: the choice can be changed.
  const given = Object.keys(stage.draft.mapping?.categories ?? {}).filter(
    (value) => !named.some((row) => row.value === value) && stage.draft.answered.includes(`category:${value}`),
  );
  if (named.length === 0 && given.length === 0) return null;
  const question = stage.asked.find(({ about }) => about === 'category');
  const rows = [...given.map((value) => ({ value, rows: null })), ...named.slice(0, SHOWN)];
  return (
    <section className={styles.section}>
      <h3>{t('categories.title')}</h3>
      {question !== undefined && <p className={styles.note}>{question.sentence}</p>}
      <ul className={styles.categories}>
        {rows.map(({ value, rows: n }) => (
          <li key={value}>
            <label>
              <span className={styles.value}>
                <bdi>{value}</bdi>
                {n !== null && <small>{t('categories.rows', { count: n, n: formatNumber(n, language) })}</small>}
              </span>
              <select
                value={mapping.categories[value] ?? ''}
                onChange={(event) =>
                  importDesk.edit({
                    answered: [...new Set([...stage.draft.answered, `category:${value}`])],
                    mapping: withCategory(mapping, value, event.target.value),
                  })
                }
              >
                <option value="">{t('categories.unclassified')}</option>
                {categories.map(({ code, names }) => (
                  <option key={code} value={code}>
                    {nameIn(names, language)}
                  </option>
                ))}
              </select>
            </label>
          </li>
        ))}
      </ul>
      {named.length > SHOWN && <p className={styles.note}>{t('categories.more', { count: named.length - SHOWN })}</p>}
    </section>
  );
}
