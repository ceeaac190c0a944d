import { ROLES, type Role, SecondFactorRoles } from '@lagesbild/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { announce } from '../../shell/announcer.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import styles from '../settings.module.css';

const KEY = ['second-factor-roles'];
const PATH = '/api/accounts/second-factor';

/** Roles that a password alone doesn't open. */
export function SecondFactorOfRoles() {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get(PATH, SecondFactorRoles, { signal }),
  });
  const set = useMutation({
    mutationFn: (roles: Role[]) => api.put(PATH, { roles }, SecondFactorRoles),
    onSuccess: (now) => {
      queries.setQueryData(KEY, now);
      announce(t('second.saved'));
    },
  });
  const roles = (set.isPending ? set.variables : data?.roles) ?? [];
  return (
    <section className={styles.section}>
      <h2>{t('second.title')}</h2>
      <p className={styles.note}>{t('second.roles')}</p>
      <fieldset className={forms.checks}>
        <legend className={styles.note}>{t('roles.title')}</legend>
        {ROLES.map((role) => (
          <label key={role} className={forms.check}>
            <input
              type="checkbox"
              checked={roles.includes(role)}
              disabled={data === undefined || set.isPending}
              onChange={(event) =>
                set.mutate(event.target.checked ? [...roles, role] : roles.filter((one) => one !== role))
              }
            />
            {t(`role.${role}`)}
          </label>
        ))}
      </fieldset>
      <ProblemLine problem={sentenceOf(error ?? set.error)} />
    </section>
  );
}
