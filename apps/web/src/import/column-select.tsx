import type { Field } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import styles from './confirm.module.css';
import { importDesk, useImportStage } from './desk.ts';
import { mappingOf, withColumn } from './draft.ts';

/** Which column of the file a field is read from. */
export function ColumnSelect({ field, headers, question }: { field: Field; headers: string[]; question?: string }) {
  const { t } = useTranslation('import');
  const stage = useImportStage();
  const mapping = mappingOf(stage);
  if (mapping === null) return null;
  const answered = question === undefined ? stage.draft.answered : [...stage.draft.answered, question];
  return (
    <label className={styles.field}>
      <span>{t(`field.${field}`)}</span>
      <select
        value={mapping.columns[field] ?? ''}
        onChange={(event) => importDesk.edit({ answered, mapping: withColumn(mapping, field, event.target.value) })}
      >
        <option value="">{t('columns.none')}</option>
        {headers.map((header) => (
          <option key={header} value={header}>
            {header}
          </option>
        ))}
      </select>
    </label>
  );
}
