import { type Action, ControlProposals } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { announce } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { formatNumber, formatShare } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from './action-page.module.css';
import { useOutlineName } from './outline-name.ts';
import { useChangeWork } from './work-query.ts';

/** Within a sentence. */
const lowered = (words: string): string => words.charAt(0).toLocaleLowerCase() + words.slice(1);

/** The area that it is compared with: proposed, and chosen before the start. */
export function Comparison({ action, works }: { action: Action; works: boolean }) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const nameOf = useOutlineName();
  const [asked, setAsked] = useState(false);
  const { work, action_id } = action;
  const { control, frozen } = work;
  const { data, error, isFetching } = useQuery({
    queryKey: ['controls', slug, action_id, work.version],
    queryFn: ({ signal }) => api.get(`/api/${slug}/actions/${action_id}/controls`, ControlProposals, { signal }),
    enabled: asked,
  });
  const change = useChangeWork(action_id, work.version, () => {
    announce(t('done.saved'));
    setAsked(false);
  });
  return (
    <div className={styles.compared}>
      <p>{control === null ? t('control.none') : t('control.is', { where: lowered(nameOf(control)) })}</p>
      {works && !frozen && work.area !== null && (
        <div className={styles.screen}>
          <button type="button" onClick={() => setAsked(true)} aria-disabled={isFetching}>
            {t('control.propose')}
          </button>
        </div>
      )}
      {isFetching && <p role="status">{t('control.looking')}</p>}
      <ProblemLine problem={sentenceOf(error ?? change.error)} />
      {asked && data !== undefined && (
        <ul className={styles.proposals}>
          {data.proposals.length === 0 && <li>{t('control.nowhere')}</li>}
          {data.proposals.map(({ outline, similarity, n }) => (
            <li key={JSON.stringify(outline.coordinates[0]![0]![0])}>
              <span>
                {nameOf(outline)} ·{' '}
                {t('control.n', { n: formatNumber(n, language), own: formatNumber(data.own, language) })} ·{' '}
                {t('control.similarity', { share: formatShare(similarity ?? 0, language) })}
              </span>
              <button type="button" onClick={() => change.mutate({ control: outline })}>
                {t('control.choose')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
