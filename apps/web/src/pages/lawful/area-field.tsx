import { Field } from '../../account/field.tsx';
import styles from './lawful.module.css';

interface AreaFieldProps {
  label: string;
  note?: string;
  value: string;
  required?: boolean;
  onText: (text: string) => void;
}

/** A label and room for a few sentences. */
export function AreaField({ label, note, value, required = false, onText }: AreaFieldProps) {
  return (
    <Field label={label} note={note}>
      {(id, noteId) => (
        <textarea
          id={id}
          className={styles.area}
          rows={2}
          dir="auto"
          maxLength={1000}
          value={value}
          required={required}
          aria-describedby={noteId}
          onChange={(event) => onText(event.target.value)}
        />
      )}
    </Field>
  );
}
