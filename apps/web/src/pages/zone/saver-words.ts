import { useTranslation } from 'react-i18next';

/** Who saved a version, in words: "Sigtuna kommun, samordnare", from its organisation and the role that let them. */
export function useSaverWords(): (saved_by: string) => string {
  const { t } = useTranslation('account');
  return (saved_by) => {
    const at = saved_by.lastIndexOf('/');
    const role = t(`role.${saved_by.slice(at + 1)}`);
    return at > 0 ? `${saved_by.slice(0, at)}, ${role.toLocaleLowerCase()}` : role;
  };
}
