import type { NoGround } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';

/** Why ordningsvakter may not make planned visits, in a sentence. */
export function useGroundWords(): (ground: NoGround) => string {
  const { t } = useTranslation('patrol');
  const language = useLanguage();
  return (ground) => {
    switch (ground.reason) {
      case 'ended':
        return t('ground.ended', { permit: ground.permit, day: formatDay(ground.ended_on, language) });
      case 'not_yet':
        return t('ground.not_yet', { permit: ground.permit, day: formatDay(ground.begins_on, language) });
      case 'outside_hours':
        return t('ground.outside_hours', {
          day: formatDay(ground.day, language, { weekday: 'short', day: 'numeric', month: 'short' }),
          hour: String(ground.hour).padStart(2, '0'),
        });
      default:
        return t(`ground.${ground.reason}`);
    }
  };
}
