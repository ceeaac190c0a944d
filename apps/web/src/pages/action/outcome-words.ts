import type { Outcome } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { useArea } from '../../shell/area.tsx';
import { formatShare } from '../../text/format.ts';
import { nameIn, useLanguage } from '../../text/index.ts';

/** What is to change, as a sentence. */
export function useOutcomeWords(): (outcome: Outcome) => string {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { categories } = useArea().municipality;
  return ({ measure, direction, percent, categories: chosen, hours, question }) => {
    const share = formatShare(percent / 100, language);
    if (measure === 'survey') return t(`outcome.survey.${direction}`, { share, question });
    const names = chosen.map((code) => categories.find((one) => one.code === code)).flatMap((one) => one ?? []);
    const what = names.length === 0 ? t('outcome.all') : names.map((one) => nameIn(one.names, language)).join(', ');
    const when = hours === null ? t('outcome.always') : t('outcome.hours', { from: hours.start, to: hours.end });
    return t(`outcome.incidents.${direction}`, { share, what, when });
  };
}
