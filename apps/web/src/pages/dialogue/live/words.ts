import type { FlagForm } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { formatList } from '../../../text/format.ts';
import { nameIn, useLanguage } from '../../../text/index.ts';
import type { DraftMark } from './draft.ts';

/** What the page calls reasons and marks. */
export function useMeetingWords({ reasons, places }: Pick<FlagForm, 'reasons' | 'places'>) {
  const { t, i18n } = useTranslation(['dialogue', 'perception']);
  const language = useLanguage();
  const reason = (code: string): string => {
    const names = reasons.find((one) => one.code === code)?.names;
    if (names != null) return nameIn(names, language);
    return i18n.exists(`perception:reason.${code}`) ? t(`perception:reason.${code}`) : code.replaceAll('_', ' ');
  };
  const place = (slug: string): string => {
    const found = places.find((one) => one.slug === slug);
    return found === undefined ? slug : nameIn(found.names, language);
  };
  return {
    reason,
    place,
    /** "Otryggt, punkt: mörkt, öde". */
    mark: ({ feeling, geometry, place: slug, reasons: codes }: DraftMark): string => {
      const where = slug === null ? t(`live.shape.${geometry.type}`) : place(slug);
      const what = t('live.mark.what', { feeling: t(`perception:feeling.${feeling}`), where });
      return codes.length === 0 ? what : t('live.mark.why', { what, reasons: formatList(codes.map(reason), language) });
    },
  };
}
