import { useTranslation } from 'react-i18next';

/** A reason in the reader's language; one that the municipality has added has no word here but its own. */
export function ReasonName({ code }: { code: string }) {
  const { t, i18n } = useTranslation('perception');
  const known = i18n.exists(`perception:reason.${code}`);
  return <span>{known ? t(`reason.${code as 'dark'}`) : code.replaceAll('_', ' ')}</span>;
}
