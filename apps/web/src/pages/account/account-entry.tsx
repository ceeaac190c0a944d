import { Account, MadeLink, type Organisation, type RoleGrant } from '@lagesbild/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { NameField, SelectField } from '../../account/field.tsx';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { announce } from '../../shell/announcer.tsx';
import { Icon } from '../../shell/icon.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import styles from './accounts.module.css';
import { MadeLinkLine } from './made-link.tsx';
import { RoleFields } from './role-fields.tsx';
import { RoleList } from './role-list.tsx';

interface EntryProps {
  account: Account;
  organisations: readonly Organisation[];
}

/** One account: closed a line, open what can be changed about it. */
export function AccountEntry({ account, organisations }: EntryProps) {
  const { t } = useTranslation('account');
  const [open, setOpen] = useState(false);
  return (
    <details
      className={styles.person}
      data-state={account.state}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <span>
          <bdi>{account.name}</bdi>
          {account.state !== 'active' && ` · ${t(`state.${account.state}`)}`}
        </span>
        <small>
          <bdi>{account.login}</bdi> · <bdi>{account.organisation.name}</bdi> · <RoleList roles={account.roles} />
        </small>
        <Icon name="down" />
      </summary>
      {open && <Editing account={account} organisations={organisations} />}
    </details>
  );
}

function Editing({ account, organisations }: EntryProps) {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const path = `/api/accounts/${account.account_id}`;
  const again = () => queries.invalidateQueries({ queryKey: ['accounts'] });
  const [edited, setRoles] = useState<RoleGrant[] | null>(null);
  const [name, setName] = useState(account.name);
  const [organisation_id, setOrganisation] = useState(account.organisation.organisation_id);
  const [sure, setSure] = useState(false);

  const save = useMutation({
    mutationFn: async () => {
      const isRenamed = name !== account.name || organisation_id !== account.organisation.organisation_id;
      if (isRenamed) await api.patch(path, { name, organisation_id }, Account);
      if (edited !== null) await api.put(`${path}/roles`, { roles: edited }, Account);
    },
    onSuccess: async () => {
      await again();
      setRoles(null);
      announce(t('entry.saved', { name }));
    },
  });
  const active = useMutation({
    mutationFn: (next: boolean) => api.patch(path, { active: next }, Account),
    onSuccess: ({ state }) => announce(t(state === 'deactivated' ? 'entry.isOff' : 'entry.isOn', { name })),
    onSettled: () => {
      setSure(false);
      return again();
    },
  });
  const [endsPasskeys, setEndsPasskeys] = useState(false);
  const link = useMutation({
    mutationFn: () => api.post(`${path}/link`, { ends_passkeys: endsPasskeys }, MadeLink),
  });
  const changed = edited !== null || name !== account.name || organisation_id !== account.organisation.organisation_id;
  return (
    <div className={styles.open}>
      {!account.manageable && <p className={forms.note}>{t('entry.elsewhere')}</p>}
      <form
        className={forms.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        {account.manageable && (
          <div className={forms.fields}>
            <NameField label={t('field.name')} value={name} onText={setName} />
            <SelectField
              label={t('field.organisation')}
              value={organisation_id}
              choices={organisations.map((one) => ({ value: one.organisation_id, name: one.name }))}
              onValue={setOrganisation}
            />
          </div>
        )}
        {account.sso && <p className={forms.note}>{t('entry.sso')}</p>}
        <RoleFields roles={edited ?? account.roles} onChange={setRoles} />
        <ProblemLine problem={sentenceOf(save.error)} />
        {changed && (
          <div className={forms.acts}>
            <SendButton type="submit" className="primary" disabled={save.isPending}>
              {t('act.save')}
            </SendButton>
            <button
              type="button"
              onClick={() => {
                setRoles(null);
                setName(account.name);
                setOrganisation(account.organisation.organisation_id);
              }}
            >
              {t('act.cancel')}
            </button>
          </div>
        )}
      </form>
      {account.manageable && (
        <>
          {link.data !== undefined && <MadeLinkLine link={link.data} name={account.name} />}
          <ProblemLine problem={sentenceOf(link.error ?? active.error)} />
          {account.passkeys > 0 && account.state !== 'deactivated' && (
            <label className={forms.check}>
              <input
                type="checkbox"
                checked={endsPasskeys}
                onChange={(event) => setEndsPasskeys(event.target.checked)}
              />
              {t('entry.endsPasskeys')}
            </label>
          )}
          <div className={forms.acts}>
            {account.state !== 'deactivated' && (
              <SendButton type="button" disabled={link.isPending} onClick={() => link.mutate()}>
                {t(account.state === 'invited' ? 'entry.inviteAgain' : 'entry.newPassword')}
              </SendButton>
            )}
            {account.state === 'deactivated' ? (
              <SendButton type="button" disabled={active.isPending} onClick={() => active.mutate(true)}>
                {t('entry.on')}
              </SendButton>
            ) : sure ? (
              <SendButton
                type="button"
                className={styles.danger}
                ref={(button) => button?.focus()}
                disabled={active.isPending}
                onClick={() => active.mutate(false)}
              >
                {t('entry.offSure')}
              </SendButton>
            ) : (
              <button type="button" onClick={() => setSure(true)}>
                {t('entry.off')}
              </button>
            )}
            {sure && (
              <button type="button" onClick={() => setSure(false)}>
                {t('act.cancel')}
              </button>
            )}
          </div>
        </>
      )}
    </div>
  );
}
