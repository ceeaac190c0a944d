import { FlagDossier, type ModeratedFlag } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.ts';
import { useArea } from '../../shell/area.tsx';
import { formatDay, formatNumber } from '../../text/format.ts';
import { nameIn, useLanguage } from '../../text/index.ts';
import type { FlagWords } from './flag-words.ts';
import { queueKey } from './queue.ts';
import styles from './review.module.css';

/** One flag's dossier, asked for while it is looked at. */
export const useDossier = (flag: ModeratedFlag | null) => {
  const { slug } = useArea().municipality;
  return useQuery({
    queryKey: [...queueKey(slug), 'dossier', flag?.flag_id, flag?.version],
    queryFn: ({ signal }) => api.get(`/api/${slug}/moderation/flags/${flag!.flag_id}`, FlagDossier, { signal }),
    enabled: flag !== null,
  });
};

const MONTH = { month: 'long', year: 'numeric' } as const;

/** All there is of a flag, and what has been decided about it. */
export function FlagCard({ flag, words }: { flag: ModeratedFlag; words: FlagWords }) {
  const { t } = useTranslation('review');
  const language = useLanguage();
  const { data } = useDossier(flag);
  const { reasons, weightiest, helps, why_not, reported, strength, note, question, answer } = flag;
  const day = (text: string): string => formatDay(text, language);
  // What weighs most comes first.
  const ordered = [weightiest, ...reasons.filter((code) => code !== weightiest)];
  const facts: [string, string | null][] = [
    ['card.reasons', words.choices('reason', ordered)],
    ['card.when', words.when(flag)],
    ['card.month', formatDay(flag.month, language, MONTH)],
    ['card.strength', strength === null ? null : t(`card.strength.${strength}`)],
    ['card.helps', helps.length === 0 ? null : words.choices('help', helps)],
    ['card.reported', reported === null ? null : t(`card.reported.${reported}`)],
    ['card.whyNot', why_not.length === 0 ? null : words.choices('why_not', why_not)],
    ['card.received', flag.received_on && day(flag.received_on)],
    ['card.due', flag.due_on && day(flag.due_on)],
    ['card.state', t(`state.${flag.state}`)],
  ];
  return (
    <div className={styles.card}>
      <header>
        <small>{words.said(flag)}</small>
        <h2>{words.where(flag)}</h2>
      </header>
      {note !== null && (
        <blockquote className={styles.words}>
          <small>{t('card.note')}</small>
          <p dir="auto">{note}</p>
        </blockquote>
      )}
      <dl className={styles.facts}>
        {facts.map(
          ([label, value]) =>
            value !== null && (
              <div key={label}>
                <dt>{t(label)}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {question !== null && (
        <div className={styles.words}>
          <small>{t('card.question')}</small>
          <p dir="auto">{question.text}</p>
          <p>{question.answer === null ? <i>{t('card.question.waits')}</i> : <b dir="auto">{question.answer}</b>}</p>
        </div>
      )}
      {answer !== null && (
        <div className={styles.words}>
          <small>{t('card.answer')}</small>
          <p dir="auto">{nameIn(answer, language)}</p>
        </div>
      )}
      {data !== undefined && data.alike.length > 0 && (
        <p className={styles.note}>
          {t('card.alike', { count: data.alike.length, n: formatNumber(data.alike.length, language) })}
        </p>
      )}
      <History dossier={data} />
    </div>
  );
}

function History({ dossier }: { dossier: FlagDossier | undefined }) {
  const { t } = useTranslation('review');
  const language = useLanguage();
  if (dossier === undefined) return null;
  return (
    <details className={styles.history}>
      <summary>{t('card.history')}</summary>
      {dossier.history.length === 0 ? (
        <p className={styles.note}>{t('history.none')}</p>
      ) : (
        <ol>
          {dossier.history.map(({ decision_id, act, decided_on, decided_by, reason }) => {
            const [organisation = '', role = ''] = decided_by.split(/\/(?=[^/]*$)/);
            const who = [organisation, t(`role.${role}`, { defaultValue: role })].filter((part) => part !== '');
            return (
              <li key={decision_id}>
                <b>{t(`history.${act}`, { defaultValue: act })}</b>
                <span dir="auto">{act === 'rejected' ? t(`reject.${reason}`) : act === 'asked' ? reason : null}</span>
                <small>{[formatDay(decided_on, language), ...who].join(' · ')}</small>
              </li>
            );
          })}
        </ol>
      )}
    </details>
  );
}
