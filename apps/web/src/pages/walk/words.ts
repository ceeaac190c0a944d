import { DIALOGUE_GROUPS, type Walk, type WalkGroup, type WalkManager } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { formatList, formatNumber } from '../../text/format.ts';
import { nameIn, useLanguage } from '../../text/index.ts';

const isOfDialogues = (group: WalkGroup): group is (typeof DIALOGUE_GROUPS)[number] =>
  (DIALOGUE_GROUPS as readonly string[]).includes(group);

/** What the page calls groups, stops, managers and what is seen. */
export function useWalkWords() {
  const { t, i18n } = useTranslation(['walks', 'dialogue', 'perception']);
  const language = useLanguage();
  const reason = (code: string): string =>
    i18n.exists(`perception:reason.${code}`) ? t(`perception:reason.${code}`) : code.replaceAll('_', ' ');
  return {
    reason,
    group: (group: WalkGroup): string => (isOfDialogues(group) ? t(`dialogue:group.${group}`) : t(`group.${group}`)),
    stop: (stops: Walk['stops'], stop_id: string): string => {
      const at = stops.findIndex((stop) => stop.stop_id === stop_id);
      const name = stops[at]?.name ?? '';
      const no = formatNumber(at + 1, language);
      return name === '' ? t('stop.no', { no }) : t('stop.named', { no, name });
    },
    manager: (managers: readonly WalkManager[], code: string | null): string => {
      const found = managers.find((one) => one.code === code);
      return found === undefined ? t('manager.none') : nameIn(found.names, language);
    },
    /** "Otryggt: mörkt, öde". */
    seen: ({ feeling, reasons }: { feeling: 'safe' | 'unsafe'; reasons: readonly string[] }): string => {
      const what = t(`perception:feeling.${feeling}`);
      return reasons.length === 0 ? what : t('seen', { what, reasons: formatList(reasons.map(reason), language) });
    },
  };
}
