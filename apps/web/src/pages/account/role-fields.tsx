import { ROLES, type Role, type RoleGrant } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { useArea } from '../../shell/area.tsx';
import { Icon } from '../../shell/icon.tsx';
import styles from './accounts.module.css';
import { useAreaName, useManagedAreas } from './areas.ts';
import { nextGrant } from './next-grant.ts';

interface RoleFieldsProps {
  roles: readonly RoleGrant[];
  onChange: (roles: RoleGrant[]) => void;
}

/** Roles as rows, each a role and where it holds. */
export function RoleFields({ roles, onChange }: RoleFieldsProps) {
  const { t } = useTranslation('account');
  const nameOf = useAreaName();
  const areas = useManagedAreas();
  const set = (at: number, grant: RoleGrant): void => onChange(roles.map((one, i) => (i === at ? grant : one)));
  const next = nextGrant(areas, useArea().municipality.slug, roles);
  return (
    <fieldset className={styles.grants}>
      <legend>{t('roles.title')}</legend>
      {roles.length === 0 && <p className={forms.note}>{t('roles.noneYet')}</p>}
      {roles.map((grant, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is what is edited, and has no other name
        <div key={at} className={styles.grant}>
          <select
            aria-label={t('roles.role')}
            value={grant.role}
            onChange={(event) => set(at, { ...grant, role: event.target.value as Role })}
          >
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {t(`role.${role}`)}
              </option>
            ))}
          </select>
          <select
            aria-label={t('roles.where')}
            value={grant.municipality ?? ''}
            onChange={(event) => set(at, { ...grant, municipality: event.target.value || null })}
          >
            {areas.map((slug) => (
              <option key={slug} value={slug ?? ''}>
                {slug === null ? t('roles.whole') : nameOf(slug)}
              </option>
            ))}
          </select>
          <button
            type="button"
            className={styles.remove}
            aria-label={t('roles.remove', { role: t(`role.${grant.role}`) })}
            onClick={() => onChange(roles.filter((_, i) => i !== at))}
          >
            <Icon name="close" size={18} />
          </button>
          <small className={styles.means}>{t(`means.${grant.role}`)}</small>
        </div>
      ))}
      {next !== undefined && (
        <div>
          <button type="button" onClick={() => onChange([...roles, next])}>
            {t('roles.add')}
          </button>
        </div>
      )}
    </fieldset>
  );
}
