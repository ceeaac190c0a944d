import { LOGIN_MAX, ORGANISATION_KINDS, type OrganisationKind, Session } from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { ProblemLine } from '../import/problem-line.tsx';
import { sentenceOf } from '../shell/sentence.ts';
import styles from './account.module.css';
import { Field, PasswordField, TextField } from './field.tsx';

interface ClaimProps {
  /** That of the printed link; null for whoever sits at the machine. */
  token: string | null;
  onDone: (session: Session) => void;
}

/** The first account: from then on nobody comes in without one. */
export function ClaimForm({ token, onDone }: ClaimProps) {
  const { t } = useTranslation('account');
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [organisation, setOrganisation] = useState('');
  const [kind, setKind] = useState<OrganisationKind>('municipality');
  const claim = useMutation({
    mutationFn: () =>
      api.post('/api/claim', { token, login, name, password, organisation: { kind, name: organisation } }, Session),
    onSuccess: onDone,
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        claim.mutate();
      }}
    >
      <p className={styles.note}>{t('claim.what')}</p>
      <TextField
        label={t('field.name')}
        value={name}
        onText={setName}
        required
        dir="auto"
        maxLength={120}
        autoComplete="name"
        autoFocus
      />
      <TextField
        label={t('field.login')}
        note={t('field.loginNote')}
        value={login}
        onText={setLogin}
        required
        dir="auto"
        minLength={3}
        maxLength={LOGIN_MAX}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <PasswordField label={t('field.password')} value={password} onText={setPassword} isNew />
      <div className={styles.fields}>
        <TextField
          label={t('field.organisation')}
          value={organisation}
          onText={setOrganisation}
          required
          dir="auto"
          maxLength={120}
          autoComplete="organization"
        />
        <Field label={t('field.kind')}>
          {(id) => (
            <select id={id} value={kind} onChange={(event) => setKind(event.target.value as OrganisationKind)}>
              {ORGANISATION_KINDS.map((one) => (
                <option key={one} value={one}>
                  {t(`kind.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <ProblemLine problem={sentenceOf(claim.error)} />
      <button type="submit" className="primary" disabled={claim.isPending}>
        {t(claim.isPending ? 'claim.going' : 'claim.go')}
      </button>
    </form>
  );
}
