import type { Field } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { ColumnSelect } from './column-select.tsx';
import styles from './confirm.module.css';
import { useImportStage } from './desk.ts';
import { mappingOf } from './draft.ts';
import { TableFields, ValueFields } from './value-fields.tsx';

const INCIDENT_FIELDS: readonly Field[] = [
  'occurred_from',
  'occurred_from_time',
  'occurred_to',
  'occurred_to_time',
  'category',
  'x',
  'y',
  'id',
  'report',
  'counting_unit',
  'reported_at',
  'registered',
  'precision',
  'discovery',
];
const COUNT_FIELDS: readonly Field[] = ['area_code', 'area_name', 'period', 'category', 'count', 'counting_unit'];

/** How the columns are read: right as guessed in most files, so it is folded until somebody wants to see. */
export function ColumnFields({ headers }: { headers: string[] }) {
  const { t } = useTranslation('import');
  const stage = useImportStage();
  const mapping = mappingOf(stage);
  if (mapping === null) return null;
  // The publishers' own formats are fixed: what they mean is not a guess.
  const fixed = mapping.format === 'police_uk' || mapping.format === 'polisen';
  const table = mapping.format === 'area_counts';
  const fields = table ? COUNT_FIELDS : INCIDENT_FIELDS;
  return (
    <details className={styles.section}>
      <summary>
        <h3>{t('columns.title')}</h3>
        <small>{t(fixed ? 'columns.fixed' : 'columns.guessed', { count: Object.keys(mapping.columns).length })}</small>
      </summary>
      <div className={styles.fields}>
        {fields.map((field) => (
          <ColumnSelect key={field} field={field} headers={headers} />
        ))}
      </div>
      <h3>{t('reading.title')}</h3>
      {table ? <TableFields mapping={mapping} /> : <ValueFields mapping={mapping} />}
    </details>
  );
}
