import { Account, AddedAccount, type MadeLink, Organisation, type RoleGrant } from '@lagesbild/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import forms from '../../account/account.module.css';
import { LoginField, NameField, SelectField } from '../../account/field.tsx';
import { QuietLine } from '../../account/quiet-line.tsx';
import { useMay, useSession } from '../../account/session.ts';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { useArea } from '../../shell/area.tsx';
import { Failure } from '../../shell/failure.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import styles from '../settings.module.css';
import { AccountEntry } from './account-entry.tsx';
import { useManagedAreas } from './areas.ts';
import { MadeLinkLine } from './made-link.tsx';
import { nextGrant } from './next-grant.ts';
import { RoleFields } from './role-fields.tsx';
import { SecondFactorOfRoles } from './second-factor-roles.tsx';

const AccountList = z.array(Account);
const OrganisationList = z.array(Organisation);

/** Who has an account and what they may do; inviting, changing, switching off. */
export function Accounts() {
  const { t } = useTranslation('account');
  const { standing } = useSession();
  const may = useMay();
  const accounts = useQuery({
    queryKey: ['accounts'],
    queryFn: ({ signal }) => api.get('/api/accounts', AccountList, { signal }),
  });
  const organisations = useQuery({
    queryKey: ['organisations'],
    queryFn: ({ signal }) => api.get('/api/organisations', OrganisationList, { signal }),
  });
  const error = accounts.error ?? organisations.error;
  if (error !== null && accounts.data === undefined) return <Failure error={error} retry={accounts.refetch} />;
  return (
    <>
      <section className={styles.section}>
        <h2>{t('accounts.title')}</h2>
        <QuietLine />
        <p className={styles.note}>{t('accounts.note')}</p>
        {accounts.data !== undefined && accounts.data.length > 0 && (
          <ul className={styles.list}>
            {accounts.data.map((account) => (
              <li key={account.account_id}>
                <AccountEntry account={account} organisations={organisations.data ?? []} />
              </li>
            ))}
          </ul>
        )}
        {standing === 'signed_in' && organisations.data !== undefined && <Invite organisations={organisations.data} />}
      </section>
      {standing === 'signed_in' && may('require_second_factor', null) && <SecondFactorOfRoles />}
    </>
  );
}

/** Somebody new: who they are, what they may do, and the link to hand over. */
function Invite({ organisations }: { organisations: readonly Organisation[] }) {
  const { t } = useTranslation('account');
  const may = useMay();
  const { municipality } = useArea();
  const queries = useQueryClient();
  const areas = useManagedAreas();
  const [open, setOpen] = useState(false);
  const [login, setLogin] = useState('');
  const [name, setName] = useState('');
  const [organisation_id, setOrganisation] = useState(organisations[0]?.organisation_id ?? '');
  const [edited, setRoles] = useState<RoleGrant[] | null>(null);
  const [made, setMade] = useState<{ name: string; link: MadeLink } | null>(null);
  const first = nextGrant(areas, municipality.slug, []);
  const roles = edited ?? (first === undefined ? [] : [first]);
  const invite = useMutation({
    mutationFn: () => api.post('/api/accounts', { login, name, organisation_id, roles }, AddedAccount),
    onSuccess: ({ link }) => {
      setMade({ name, link });
      setOpen(false);
      setLogin('');
      setName('');
      setRoles(null);
      return queries.invalidateQueries({ queryKey: ['accounts'] });
    },
  });
  if (!open)
    return (
      <>
        {made !== null && <MadeLinkLine {...made} />}
        <div>
          <button type="button" className="primary" onClick={() => setOpen(true)}>
            {t('invite.open')}
          </button>
        </div>
      </>
    );
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault();
        invite.mutate();
      }}
    >
      <h3>{t('invite.title')}</h3>
      <div className={forms.fields}>
        <NameField label={t('field.name')} value={name} onText={setName} autoFocus />
        <LoginField value={login} onText={setLogin} />
        <SelectField
          label={t('field.organisation')}
          value={organisation_id}
          choices={organisations.map((one) => ({ value: one.organisation_id, name: one.name }))}
          onValue={setOrganisation}
        />
      </div>
      {may('manage_organisations', null) && (
        <p className={forms.note}>
          <Link to="/$municipality/installningar/organisationer" params={{ municipality: municipality.slug }}>
            {t('invite.otherOrganisation')}
          </Link>
        </p>
      )}
      <RoleFields roles={roles} onChange={setRoles} />
      <ProblemLine problem={sentenceOf(invite.error)} />
      <div className={forms.acts}>
        <SendButton type="submit" className="primary" disabled={invite.isPending}>
          {t('invite.go')}
        </SendButton>
        <button type="button" onClick={() => setOpen(false)}>
          {t('act.cancel')}
        </button>
      </div>
    </form>
  );
}
