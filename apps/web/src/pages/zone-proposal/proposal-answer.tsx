import type { Zone, ZoneProposal } from '@lagesbild/contract';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { whereIs } from '../../panels/hot-spot-name.ts';
import { useProjection } from '../../panels/hot-spots.ts';
import panel from '../../panels/panel.module.css';
import { useArea } from '../../shell/area.tsx';
import { Icon } from '../../shell/icon.tsx';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { boxOf, ProposalSketch } from './proposal-sketch.tsx';
import { answerWords, gapWords, minutesWords, noneWords, notWithWords, reasonWords } from './words.ts';
import styles from './zone-proposal.module.css';

/** Of what is proposed, a name and a reason that fit a plan. */
const [NAME_LONGEST, WHY_LONGEST] = [80, 400];

interface ProposalAnswerProps {
  answer: ZoneProposal;
  /** Takes zones into the plan that is drawn. */
  onTake: (zones: Zone[]) => void;
  /** Shows zones on the map; none when nothing is looked at any more. */
  onShow: (zones: readonly Zone[]) => void;
}

/** What is proposed, in words, the alternatives beside each other, and the zones of one of them to be taken. */
export function ProposalAnswer({ answer, onTake, onShow }: ProposalAnswerProps) {
  const { t } = useTranslation('proposals');
  const { t: where } = useTranslation('hotSpots');
  const language = useLanguage();
  const { municipality, places } = useArea();
  const projected = useProjection();
  const root = useRef<HTMLElement>(null);
  const [at, setAt] = useState(0);
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const { proposals, presence } = answer;
  const chosen = proposals[at];
  const number = (n: number): string => formatNumber(n, language);
  const box = useMemo(() => boxOf(proposals, projected), [proposals, projected]);

  const zones = useMemo(() => {
    const used = new Map<string, number>();
    return (chosen?.zones ?? []).map((proposed, i): Zone => {
      const [x, y] = projected.toMetres(...proposed.middle);
      const { how, name: place } = whereIs({ x, y }, places, projected, language);
      const named = how === 'nowhere' ? t('name.number', { n: formatNumber(i + 1, language) }) : place;
      const before = used.get(named) ?? 0;
      used.set(named, before + 1);
      const name = before === 0 ? named : `${named} ${formatNumber(before + 1, language)}`;
      const why = `${reasonWords(proposed, answer.weight_by, language, t)} ${t('why.gap', { gap: gapWords(chosen!.gap, language, t) })}`;
      return {
        ...{ zone_id: crypto.randomUUID(), name: name.slice(0, NAME_LONGEST), outline: proposed.outline },
        ...{ origin: 'proposal', why: why.slice(0, WHY_LONGEST) },
      };
    });
  }, [chosen, answer.weight_by, places, projected, language, t]);

  useEffect(() => {
    // Newer browsers return a promise, which is no way to end an effect.
    void root.current?.scrollIntoView({ block: 'start' });
  }, []);
  useEffect(() => {
    onShow(zones);
    return () => onShow([]);
  }, [zones, onShow]);

  if (chosen === undefined) return <p role="status">{noneWords(answer, language, t)}</p>;
  const taken = zones.filter((_, i) => !left.has(i));
  return (
    <section ref={root} className={styles.answer} aria-label={t('answer')}>
      <p role="status" className={styles.sentence}>
        <b>{t('answer.gap', { gap: gapWords(chosen.gap, language, t) })}</b> {answerWords(answer, chosen, language, t)}
      </p>
      {zones.length < answer.zones_asked && <p>{t('answer.fewer', { n: number(answer.zones_asked) })}</p>}
      {answer.ended_early && <p>{t('answer.early')}</p>}
      {answer.police_discovered && (
        <p className={styles.warning} role="note">
          <Icon name="warning" size={16} />
          <span>{t('answer.police')}</span>
        </p>
      )}
      {answer.not_with.n > 0 && (
        <p className={panel.note}>{notWithWords(answer, municipality.categories, language, t)}</p>
      )}
      <p className={panel.note}>
        {minutesWords(answer, language, t)}{' '}
        {t('answer.presence', {
          visits: number(presence.visits),
          minutes: number(presence.minutes),
          hours: number(presence.hours),
        })}
        {answer.gaps_m.length > 0 && ` ${t('answer.gaps', { n: number(Math.max(...answer.gaps_m)) })}`}
        {answer.refused.coarse + answer.refused.outside > 0 &&
          ` ${t('answer.left', { n: number(answer.refused.coarse + answer.refused.outside) })}`}
      </p>
      <div className={styles.sketches} role="radiogroup" aria-label={t('alternatives')}>
        {proposals.map((proposal, i) => (
          <label key={proposal.zones.map(({ middle }) => middle.join()).join(' ')} data-chosen={i === at || undefined}>
            <input
              type="radio"
              name="proposal"
              checked={i === at}
              onChange={() => {
                setAt(i);
                setLeft(new Set());
              }}
            />
            <ProposalSketch proposal={proposal} box={box} projected={projected} />
            <span>{t('alternative', { n: number(i + 1) })}</span>
            <small>{gapWords(proposal.gap, language, t)}</small>
          </label>
        ))}
      </div>
      <ol className={styles.zones}>
        {zones.map((zone, i) => (
          <li key={zone.zone_id}>
            <label>
              <input
                type="checkbox"
                checked={!left.has(i)}
                onChange={({ target }) => {
                  const next = new Set(left);
                  if (target.checked) next.delete(i);
                  else next.add(i);
                  setLeft(next);
                }}
              />
              <span>
                <b>{t('zone.name', { n: number(i + 1), name: zone.name })}</b>
                <small>{reasonWords(chosen.zones[i]!, answer.weight_by, language, t)}</small>
              </span>
            </label>
          </li>
        ))}
      </ol>
      <button type="button" className="primary" disabled={taken.length === 0} onClick={() => onTake(taken)}>
        {taken.length === zones.length
          ? t('take.all', { count: taken.length, n: number(taken.length) })
          : t('take.some', { count: taken.length, n: number(taken.length) })}
      </button>
      <p className={panel.note}>
        <a href="/metoder#zones-proposed" target="_blank" rel="noreferrer">
          {where('methodLink')}
        </a>
      </p>
    </section>
  );
}
