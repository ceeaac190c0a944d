import { type Action, Foreseen } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { api } from '../../api.ts';
import { useArea } from '../../shell/area.tsx';
import { formatNumber, formatPeriod, formatShare } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from './action-page.module.css';

/** What the counts before could show at all, in words. */
export function CouldBeSeen({ action }: { action: Action }) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const { work, action_id } = action;
  const { data } = useQuery({
    queryKey: ['foreseen', slug, action_id, work.version],
    queryFn: ({ signal }) =>
      api.get(`/api/${slug}/actions/${action_id}/foreseen`, z.object({ foreseen: Foreseen.nullable() }), { signal }),
    enabled: work.foreseen === null,
  });
  const foreseen = work.foreseen ?? data?.foreseen ?? null;
  if (foreseen === null || work.outcome?.measure !== 'incidents') return null;
  const { before, from, to, fall_to, rise_to, power, similarity } = foreseen;
  const number = (n: number): string => formatNumber(n, language);
  const isFall = work.outcome.direction === 'fall';
  const seen =
    isFall && fall_to === null
      ? t('foreseen.never', { n: number(before) })
      : isFall
        ? t('foreseen.fall', {
            ...{ n: number(before), to: number(fall_to!) },
            share: formatShare((before - fall_to!) / Math.max(1, before), language),
          })
        : t('foreseen.rise', { n: number(before), to: number(rise_to ?? 0) });
  return (
    <div className={styles.seen}>
      <p>
        <strong>{seen}</strong>
      </p>
      <p>
        {t('foreseen.period', { period: formatPeriod(from, to, language) })}
        {power !== null && ` ${t('foreseen.power', { share: formatShare(power, language) })}`}
        {similarity !== null && ` ${t('foreseen.similarity', { share: formatShare(similarity, language) })}`}
      </p>
    </div>
  );
}
