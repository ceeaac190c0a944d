import { ORGANISATION_KINDS, type OrganisationKind, Session } from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api.ts';
import { ProblemLine } from '../import/problem-line.tsx';
import { sentenceOf } from '../shell/sentence.ts';
import styles from './account.module.css';
import { LoginField, NameField, PasswordField, SelectField } from './field.tsx';

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
      <NameField label={t('field.name')} value={name} onText={setName} autoComplete="name" autoFocus />
      <LoginField value={login} onText={setLogin} autoComplete="username" />
      <PasswordField label={t('field.password')} value={password} onText={setPassword} isNew />
      <div className={styles.fields}>
        <NameField
          label={t('field.organisation')}
          value={organisation}
          onText={setOrganisation}
          autoComplete="organization"
        />
        <SelectField
          label={t('field.kind')}
          value={kind}
          choices={ORGANISATION_KINDS.map((value) => ({ value, name: t(`kind.${value}`) }))}
          onValue={setKind}
        />
      </div>
      <ProblemLine problem={sentenceOf(claim.error)} />
      <button type="submit" className="primary" disabled={claim.isPending}>
        {t(claim.isPending ? 'claim.going' : 'claim.go')}
      </button>
    </form>
  );
}
