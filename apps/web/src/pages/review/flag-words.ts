import type { ModeratedFlag, ModerationQueue } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { useCellName } from '../../panels/cell-name.ts';
import { useArea } from '../../shell/area.tsx';
import { formatList } from '../../text/format.ts';
import { nameIn, useLanguage } from '../../text/index.ts';

type Choices = ModerationQueue['choices'];
type Kind = Choices[number]['kind'];
const PREFIX: Record<Kind, string> = { reason: 'reason', help: 'help', why_not: 'why_not' };

/** How a flag is said: where, why, when. */
export interface FlagWords {
  where(flag: Pick<ModeratedFlag, 'where'>): string;
  choice(kind: Kind, code: string): string;
  choices(kind: Kind, codes: readonly string[]): string;
  /** "kväll, vardag" */
  when(flag: ModeratedFlag): string;
  /** "Något hände", "Känns otryggt" */
  said(flag: ModeratedFlag): string;
}

/** @param own  the area's own choices, with names where they aren't shipped ones */
export function useFlagWords(own: Choices): FlagWords {
  const { t } = useTranslation('review');
  const language = useLanguage();
  const { places } = useArea();
  const cellName = useCellName();
  const choice = (kind: Kind, code: string): string => {
    const names = own.find((one) => one.kind === kind && one.code === code)?.names;
    return names ? nameIn(names, language) : t(`${PREFIX[kind]}.${code}`, { defaultValue: code });
  };
  return {
    choice,
    choices: (kind, codes) =>
      formatList(
        codes.map((code) => choice(kind, code)),
        language,
      ),
    where: ({ where }) => {
      if (!('place' in where)) return cellName(where.cell);
      const place = places.features.find(({ properties }) => properties.slug === where.place);
      return place ? nameIn(place.properties.names, language) : t('place.gone', { slug: where.place });
    },
    when: ({ times, days, often }) =>
      [
        formatList(
          times.map((time) => t(`time.${time}`)),
          language,
        ),
        t(`days.${days}`),
        ...(often === null ? [] : [t(`card.often.${often}`)]),
      ].join(' · '),
    said: ({ kind, feeling }) => (kind === 'happened' ? t('kind.happened') : t(`feeling.${feeling}`)),
  };
}
