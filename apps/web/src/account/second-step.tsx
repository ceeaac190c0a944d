import { Session, type SecondStep as Step } from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import styles from './account.module.css';
import { NameField } from './field.tsx';
import { makePasskey, showPasskey } from './passkey.ts';
import { PasskeyLine } from './passkey-line.tsx';

interface SecondStepProps {
  step: Step;
  onDone: (session: Session) => void;
  /** Back to name and password. */
  onBack: () => void;
}

/** After the password: the passkey that the account asks for, or its first one. */
export function SecondStep({ step, onDone, onBack }: SecondStepProps) {
  const { t } = useTranslation('account');
  const isNew = step.kind === 'new_passkey';
  const [name, setName] = useState(t('passkey.firstName'));
  const show = useMutation({
    mutationFn: async () =>
      isNew
        ? api.post('/api/session/passkey/first', { response: await makePasskey(step.options), name }, Session)
        : api.post('/api/session/passkey', { response: await showPasskey(step.options) }, Session),
    onSuccess: onDone,
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        show.mutate();
      }}
    >
      <p>{t(isNew ? 'second.new' : 'second.what')}</p>
      {isNew && <NameField label={t('passkey.name')} note={t('passkey.nameNote')} value={name} onText={setName} />}
      <PasskeyLine error={show.error} />
      <div className={styles.acts}>
        <button
          type="submit"
          className="primary"
          disabled={show.isPending}
          // biome-ignore lint/a11y/noAutofocus: the one thing to do after the password
          autoFocus
        >
          {t(show.isPending ? 'passkey.waiting' : isNew ? 'second.make' : 'second.show')}
        </button>
        <button type="button" onClick={onBack}>
          {t('second.back')}
        </button>
      </div>
    </form>
  );
}
