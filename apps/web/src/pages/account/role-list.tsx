import type { RoleGrant } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { useAreaName } from './areas.ts';

/** Roles in words: "Analytiker i Sigtuna, administratör i hela installationen". */
export function RoleList({ roles }: { roles: readonly RoleGrant[] }) {
  const { t } = useTranslation('account');
  const nameOf = useAreaName();
  if (roles.length === 0) return <>{t('roles.none')}</>;
  return (
    <>
      {roles
        .map(({ role, municipality }) =>
          municipality === null
            ? t('roles.everywhere', { role: t(`role.${role}`) })
            : t('roles.in', { role: t(`role.${role}`), area: nameOf(municipality) }),
        )
        .join(' · ')}
    </>
  );
}
