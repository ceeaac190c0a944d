import type { Action, ActionFile } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../account/session.ts';
import { useArea } from '../../shell/area.tsx';
import { formatDay } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import styles from './action-page.module.css';
import { useWho } from './beside.tsx';
import { Expectation } from './expectation.tsx';
import { FollowUpActs } from './follow-up-acts.tsx';
import { Found } from './found.tsx';
import { useOutcomeWords } from './outcome-words.ts';
import { Step } from './step.tsx';

/** 4: what was expected, and what came of it. */
export function FollowUpStep({ action, file }: { action: Action; file: ActionFile | undefined }) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const may = useMay();
  const { work } = action;
  const evaluation = file?.evaluations[0];
  return (
    <Step action={action} no={4} name={t('step.followUp')}>
      <Expectation action={action} />
      {file?.amendments.map((amendment) => (
        <Amended key={amendment.amendment_no} amendment={amendment} />
      ))}
      {evaluation !== undefined && <Found evaluation={evaluation} />}
      {evaluation === undefined && work.registered_on !== null && work.evaluates_on !== null && (
        <p>{t('evaluation.on', { day: formatDay(work.evaluates_on, language) })}</p>
      )}
      {may('work_on_actions', slug) && <FollowUpActs action={action} />}
    </Step>
  );
}

function Amended({ amendment }: { amendment: ActionFile['amendments'][number] }) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const words = useOutcomeWords();
  const called = useWho();
  const { made_on, who, reason, outcome, follow_up_on } = amendment;
  return (
    <div className={styles.amended}>
      <h3>{t('amended', { day: formatDay(made_on, language) })}</h3>
      <p>{words(outcome)}</p>
      <p>{t('evaluation.on', { day: formatDay(follow_up_on, language) })}</p>
      <p dir="auto">
        {reason} <small>{called(who)}</small>
      </p>
    </div>
  );
}
