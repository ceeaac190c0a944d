import { useTranslation } from 'react-i18next';

/** The way to the accessibility statement, from every page that has a foot. */
export function AccessibilityLink() {
  const { t } = useTranslation('lawful');
  return <a href="/tillganglighet">{t('access.link')}</a>;
}
