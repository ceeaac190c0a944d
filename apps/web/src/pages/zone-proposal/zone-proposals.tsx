import { type Zone, ZoneProposal } from '@lagesbild/contract';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { useFilter } from '../../filter.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { useArea } from '../../shell/area.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { formatShare } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { FIRST_WISH, proposalPath } from './asked.ts';
import { ProposalAnswer } from './proposal-answer.tsx';
import { ProposalForm } from './proposal-form.tsx';
import styles from './zone-proposal.module.css';

interface ZoneProposalsProps {
  /** Takes zones into the plan that is drawn. */
  onTake: (zones: Zone[]) => void;
  /** Shows zones on the map before they are taken. */
  onShow: (zones: readonly Zone[]) => void;
}

/** Zones that are proposed under the page's filter: asked for by hand, told while it works, given up at will. */
export function ZoneProposals({ onTake, onShow }: ZoneProposalsProps) {
  const { t } = useTranslation('proposals');
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const { filter } = useFilter();
  const [wish, setWish] = useState(FIRST_WISH);
  const [answer, setAnswer] = useState<ZoneProposal | null>(null);
  const [part, setPart] = useState<number | null>(null);
  const [failed, setFailed] = useState<Error | null>(null);
  const work = useRef<AbortController | null>(null);

  /** Another question: what was found is not its answer. */
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is of these, though it doesn't read them
  useEffect(() => {
    setAnswer(null);
    setFailed(null);
    return () => work.current?.abort();
  }, [slug, filter, wish]);

  const ask = async (): Promise<void> => {
    const stop = new AbortController();
    work.current = stop;
    setPart(0);
    setFailed(null);
    setAnswer(null);
    try {
      const found = await api.follow(proposalPath(slug, wish, filter), ZoneProposal, {
        signal: stop.signal,
        onStep: ({ done, of }) => setPart(of > 0 ? done / of : 0),
      });
      if (!stop.signal.aborted) setAnswer(found);
    } catch (error) {
      if (!stop.signal.aborted) setFailed(error as Error);
    } finally {
      if (work.current === stop) {
        work.current = null;
        setPart(null);
      }
    }
  };

  return (
    <div className={styles.whole}>
      <p>{t('lead')}</p>
      <ProposalForm wish={wish} onWish={setWish} onAsk={() => void ask()}>
        {part === null ? (
          <button type="submit" className="primary">
            {t('ask')}
          </button>
        ) : (
          <div className={styles.working}>
            <progress value={part} max={1} aria-label={t('working.label')} />
            <span>{t('working', { share: formatShare(part, language) })}</span>
            <button type="button" onClick={() => work.current?.abort()}>
              {t('stop')}
            </button>
          </div>
        )}
      </ProposalForm>
      <ProblemLine problem={sentenceOf(failed)} />
      {answer !== null && <ProposalAnswer answer={answer} onTake={onTake} onShow={onShow} />}
    </div>
  );
}
