import type { ModeratedFlag } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { SelectField } from '../../account/field.tsx';
import { type Narrowing, spotOf } from './clusters.ts';
import type { FlagWords } from './flag-words.ts';
import styles from './review.module.css';

interface NarrowingFieldsProps {
  flags: readonly ModeratedFlag[];
  words: FlagWords;
  narrowing: Narrowing;
  onChange: (narrowing: Narrowing) => void;
}

/** Narrows the list to a reason, a place, or what came together. */
export function NarrowingFields({ flags, words, narrowing, onChange }: NarrowingFieldsProps) {
  const { t } = useTranslation('review');
  const all = { value: '', name: t('filter.all') };
  const reasons = [...new Set(flags.map(({ weightiest }) => weightiest))];
  const spots = [...new Map(flags.map((flag) => [spotOf(flag), words.where(flag)]))];
  return (
    <div className={styles.narrowing}>
      <SelectField
        label={t('filter.reason')}
        value={narrowing.reason}
        choices={[all, ...reasons.map((value) => ({ value, name: words.choice('reason', value) }))]}
        onValue={(reason) => onChange({ ...narrowing, reason })}
      />
      <SelectField
        label={t('filter.place')}
        value={narrowing.spot}
        choices={[all, ...spots.map(([value, name]) => ({ value, name }))]}
        onValue={(spot) => onChange({ ...narrowing, spot })}
      />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={narrowing.bursts}
          onChange={({ target }) => onChange({ ...narrowing, bursts: target.checked })}
        />
        {t('filter.alone')}
      </label>
    </div>
  );
}
