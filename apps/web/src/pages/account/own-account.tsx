import { Session } from '@lagesbild/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import forms from '../../account/account.module.css';
import { NameField, PasswordField } from '../../account/field.tsx';
import { QuietLine, TryRoles } from '../../account/quiet-line.tsx';
import { useSession, useTakeSession } from '../../account/session.ts';
import { SignOut } from '../../account/sign-out.tsx';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { announce } from '../../shell/announcer.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { OwnLog } from '../audit/own-log.tsx';
import styles from '../settings.module.css';
import { OwnPasskeys } from './own-passkeys.tsx';
import { OwnSessions } from './own-sessions.tsx';
import { OwnSso, useWays, WAYS_KEY } from './own-ways.tsx';
import { RoleList } from './role-list.tsx';

/** One's own account: who one is here, and where one is signed in. */
export function OwnAccount() {
  const { t } = useTranslation('account');
  const { account, roles, demonstration } = useSession();
  return (
    <>
      <QuietLine />
      {account !== null && (
        <>
          <section className={styles.section}>
            <h2>{t('own.title')}</h2>
            <dl className={styles.facts}>
              <Fact name={t('field.login')} value={account.login} />
              <Fact name={t('field.organisation')} value={account.organisation.name} />
              <div>
                <dt>{t('own.roles')}</dt>
                <dd>
                  <RoleList roles={roles} />
                </dd>
              </div>
            </dl>
            <NameForm key={account.name} name={account.name} />
            <SignOut />
          </section>
          <OwnSso />
          <OwnPasskeys />
          <PasswordForm />
          <OwnSessions />
          <OwnLog />
        </>
      )}
      {demonstration && (
        <section className={styles.section}>
          <h2>{t('try.title')}</h2>
          <TryRoles />
        </section>
      )}
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  );
}

function NameForm({ name: before }: { name: string }) {
  const { t } = useTranslation('account');
  const take = useTakeSession();
  const [name, setName] = useState(before);
  const change = useMutation({
    mutationFn: () => api.patch('/api/account', { name }, Session),
    onSuccess: async (session) => {
      await take(session);
      announce(t('own.nameChanged'));
    },
  });
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <NameField label={t('field.name')} note={t('own.nameNote')} value={name} onText={setName} autoComplete="name" />
      <ProblemLine problem={sentenceOf(change.error)} />
      {name.trim() !== before && (
        <SendButton type="submit" disabled={change.isPending}>
          {t('act.save')}
        </SendButton>
      )}
    </form>
  );
}

function PasswordForm() {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const { account } = useSession();
  const ways = useWays();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const change = useMutation({
    mutationFn: (next: string | null) => api.put('/api/account/password', { current, password: next }, z.undefined()),
    onSuccess: (_, next) => {
      setCurrent('');
      setPassword('');
      announce(t(next === null ? 'password.removed' : 'password.changed'));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: WAYS_KEY }),
  });
  if (ways?.password !== true) return null; // none to be changed
  return (
    <section className={styles.section}>
      <h2>{t('password.title')}</h2>
      <p className={styles.note}>{t('password.note')}</p>
      <form
        className={forms.form}
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate(password);
        }}
      >
        <input type="hidden" name="username" autoComplete="username" value={account?.login ?? ''} readOnly />
        <div className={forms.fields}>
          <PasswordField label={t('password.current')} value={current} onText={setCurrent} />
          <PasswordField label={t('field.newPassword')} value={password} onText={setPassword} isNew />
        </div>
        <ProblemLine problem={sentenceOf(change.error)} />
        <div className={forms.acts}>
          <SendButton type="submit" disabled={change.isPending || current === '' || password === ''}>
            {t('password.change')}
          </SendButton>
          {ways.passkeys.length > 0 && (
            <SendButton
              type="button"
              disabled={change.isPending || current === '' || password !== ''}
              onClick={() => change.mutate(null)}
            >
              {t('password.remove')}
            </SendButton>
          )}
        </div>
        {ways.passkeys.length > 0 && <p className={styles.note}>{t('password.removeNote')}</p>}
      </form>
    </section>
  );
}
