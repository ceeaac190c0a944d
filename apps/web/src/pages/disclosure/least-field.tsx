import { LEAST_MAX } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../account/field.tsx';

interface LeastFieldProps {
  least: number | null;
  note: string;
  onLeast: (least: number | null) => void;
}

/** How small a count may be and still be told. */
export function LeastField({ least, note, onLeast }: LeastFieldProps) {
  const { t } = useTranslation('disclosure');
  return (
    <TextField
      label={t('least')}
      note={note}
      type="number"
      inputMode="numeric"
      min={2}
      max={LEAST_MAX}
      step={1}
      value={least === null ? '' : String(least)}
      onText={(text) => onLeast(text === '' ? null : Math.trunc(Number(text)))}
    />
  );
}
