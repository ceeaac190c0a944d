import { LOGIN_MAX, PASSWORD_MAX, PASSWORD_MIN } from '@lagesbild/contract';
import { type InputHTMLAttributes, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../shell/icon.tsx';
import styles from './account.module.css';

interface FieldProps {
  label: string;
  note?: string | undefined;
  children: (id: string, noteId: string | undefined) => ReactNode;
}

/** A label, its control, and what helps to fill it in. */
export function Field({ label, note, children }: FieldProps) {
  const id = useId();
  const noteId = note === undefined ? undefined : `${id}-note`;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children(id, noteId)}
      {note !== undefined && <small id={noteId}>{note}</small>}
    </div>
  );
}

type TextProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> & {
  label: string;
  note?: string;
  onText: (text: string) => void;
};

export function TextField({ label, note, onText, ...input }: TextProps) {
  return (
    <Field label={label} note={note}>
      {(id, noteId) => (
        <input {...input} id={id} aria-describedby={noteId} onChange={(event) => onText(event.target.value)} />
      )}
    </Field>
  );
}

const NAME_MAX = 120;
const LOGIN_MIN = 3;

/** What a person, an organisation or a key is called. Only about oneself may the browser fill it in. */
export function NameField({ autoComplete = 'off', ...field }: TextProps) {
  return <TextField {...field} autoComplete={autoComplete} required dir="auto" maxLength={NAME_MAX} />;
}

/** What somebody signs in with. */
export function LoginField({ autoComplete = 'off', ...field }: Omit<TextProps, 'label' | 'note'>) {
  const { t } = useTranslation('account');
  return (
    <TextField
      {...field}
      label={t('field.login')}
      note={t('field.loginNote')}
      autoComplete={autoComplete}
      required
      dir="auto"
      minLength={LOGIN_MIN}
      maxLength={LOGIN_MAX}
      autoCapitalize="none"
      spellCheck={false}
    />
  );
}

interface SelectProps<T extends string> {
  label: string;
  note?: string | undefined;
  value: T;
  choices: readonly { value: T; name: string }[];
  onValue: (value: T) => void;
}

/** One of a few, named. */
export function SelectField<T extends string>({ label, note, value, choices, onValue }: SelectProps<T>) {
  return (
    <Field label={label} note={note}>
      {(id, noteId) => (
        <select id={id} value={value} aria-describedby={noteId} onChange={({ target }) => onValue(target.value as T)}>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface PasswordProps {
  label: string;
  value: string;
  onText: (text: string) => void;
  /** A new one: the browser offers to make it, and the rule is said. */
  isNew?: boolean;
  autoFocus?: boolean;
}

/** A password can be looked at: a long one is easier to get right when one sees it. */
export function PasswordField({ label, value, onText, isNew = false, autoFocus = false }: PasswordProps) {
  const { t } = useTranslation('account');
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} note={isNew ? t('password.rule', { min: PASSWORD_MIN }) : undefined}>
      {(id, noteId) => (
        <span className={styles.password}>
          <input
            id={id}
            type={shown ? 'text' : 'password'}
            value={value}
            required
            maxLength={PASSWORD_MAX}
            autoComplete={isNew ? 'new-password' : 'current-password'}
            autoCapitalize="none"
            spellCheck={false}
            dir="auto"
            // biome-ignore lint/a11y/noAutofocus: the one thing to do where it is asked for
            autoFocus={autoFocus}
            aria-describedby={noteId}
            onChange={(event) => onText(event.target.value)}
          />
          <button
            type="button"
            aria-pressed={shown}
            aria-label={t('password.show')}
            title={t('password.show')}
            onClick={() => setShown(!shown)}
          >
            <Icon name="eye" size={18} />
          </button>
        </span>
      )}
    </Field>
  );
}
