import {
  type Action,
  type ActionEvaluation,
  ActionFile,
  ActionWork,
  type ActionFile as File,
} from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { TextField } from '../../account/field.tsx';
import { useMay } from '../../account/session.ts';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { announce } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { formatDay, formatNumber, formatPeriod, formatShare } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { AreaField } from '../lawful/area-field.tsx';
import styles from './action-page.module.css';
import { Expectation, useOutcomeWords } from './expectation.tsx';
import { SeriesChart } from './series-chart.tsx';
import { Step } from './step.tsx';
import { useRenew } from './work-query.ts';

/** 4: what was expected, and what came of it. */
export function FollowUpStep({ action, file }: { action: Action; file: File | undefined }) {
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
      {may('work_on_actions', slug) && <Acts action={action} />}
    </Step>
  );
}

function Amended({ amendment }: { amendment: File['amendments'][number] }) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const words = useOutcomeWords();
  const { made_on, who, reason, outcome, follow_up_on } = amendment;
  return (
    <div className={styles.amended}>
      <h3>{t('amended', { day: formatDay(made_on, language) })}</h3>
      <p>{words(outcome)}</p>
      <p>{t('evaluation.on', { day: formatDay(follow_up_on, language) })}</p>
      <p dir="auto">
        {reason} <small>{who}</small>
      </p>
    </div>
  );
}

/** The verdict as a council reads it, then its figures. */
function Found({ evaluation }: { evaluation: ActionEvaluation }) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const { verdict, evaluated_on, exhibit, amendments, answer } = evaluation;
  const { counts, whole, direct, ring, quotient, quotient_low, quotient_high, before, after, survey } = answer;
  const number = (n: number): string => formatNumber(n, language);
  const signed = (n: number): string =>
    formatNumber(n, language, { maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  const two = (n: number | null): string =>
    n === null ? '–' : formatNumber(n, language, { maximumFractionDigits: 2 });
  return (
    <div className={styles.found}>
      <h3 data-verdict={verdict}>{t(`verdict.${verdict}`)}</h3>
      <p>
        {answer.measure === 'survey' ? t(`verdict.means.survey.${verdict}`) : t(`verdict.means.${verdict}`)}
        {answer.contrary && ` ${t('verdict.contrary')}`}
      </p>
      {counts !== null && whole !== null && direct !== null && ring !== null && before !== null && after !== null && (
        <>
          <p>
            {t('evaluation.whole', { n: signed(whole.difference), low: signed(whole.low), high: signed(whole.high) })}{' '}
            {quotient !== null &&
              t('evaluation.quotient', { q: two(quotient), low: two(quotient_low), high: two(quotient_high) })}
          </p>
          <div className={styles.wide}>
            <table className={styles.counts}>
              <caption>
                {t('evaluation.caption', {
                  before: formatPeriod(before.from, before.to, language),
                  after: formatPeriod(after.from, after.to, language),
                })}{' '}
                {t(answer.equal_age ? 'evaluation.equalAge' : 'evaluation.anyAge')}
              </caption>
              <thead>
                <tr>
                  <th scope="col">{t('evaluation.where')}</th>
                  <th scope="col">{t('evaluation.before')}</th>
                  <th scope="col">{t('evaluation.after')}</th>
                </tr>
              </thead>
              <tbody>
                {(['treated', 'control', 'near', 'control_near'] as const).map((name) => (
                  <tr key={name}>
                    <th scope="row">{t(`evaluation.${name}`)}</th>
                    <td>{number(counts[name][0]!)}</td>
                    <td>{number(counts[name][1]!)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p>
            {t('evaluation.direct', {
              n: signed(direct.difference),
              low: signed(direct.low),
              high: signed(direct.high),
            })}{' '}
            {t('evaluation.ring', { n: signed(ring.difference), low: signed(ring.low), high: signed(ring.high) })}
          </p>
          <SeriesChart series={answer.series} start={after.from} />
        </>
      )}
      {survey !== null && (
        <p>
          {t('evaluation.survey', {
            question: survey.question,
            before: formatShare(survey.before.unsafe / survey.before.asked, language),
            after: formatShare(survey.after.unsafe / survey.after.asked, language),
            n: number(survey.before.asked),
            m: number(survey.after.asked),
          })}
        </p>
      )}
      <p className={forms.note}>
        {t('evaluation.made', { day: formatDay(evaluated_on, language) })}{' '}
        {amendments > 0 && `${t('evaluation.amended')} `}
        {exhibit !== null && (
          <Link to="/$municipality/underlag/$exhibit" params={{ municipality: slug, exhibit }}>
            {t('evaluation.exhibit')}
          </Link>
        )}
      </p>
    </div>
  );
}

/** What can be done about a follow-up: made now when it is due, its second round recorded, or amended with a reason. */
function Acts({ action }: { action: Action }) {
  const { t } = useTranslation('actions');
  const { slug } = useArea().municipality;
  const renew = useRenew();
  const [amending, setAmending] = useState(false);
  const [round, setRound] = useState({ asked: '', unsafe: '' });
  const { work, action_id } = action;
  const path = `/api/${slug}/actions/${action_id}`;
  const evaluate = useMutation({
    mutationFn: () => api.post(`${path}/evaluate`, {}, ActionFile),
    onSuccess: () => {
      announce(t('done.evaluated'));
      return renew();
    },
  });
  const survey = useMutation({
    mutationFn: () =>
      api.post(`${path}/survey`, { asked: Number(round.asked), unsafe: Number(round.unsafe) }, ActionWork),
    onSuccess: () => renew(),
  });
  return (
    <div className={styles.screen}>
      {work.frozen && work.outcome?.measure === 'survey' && (work.verdict === null || work.due) && (
        <form
          className={forms.form}
          onSubmit={(event) => {
            event.preventDefault();
            survey.mutate();
          }}
        >
          <p>
            {work.survey_after === null
              ? t('survey.none')
              : t('survey.is', { asked: work.survey_after.asked, unsafe: work.survey_after.unsafe })}
          </p>
          <div className={forms.fields}>
            {(['asked', 'unsafe'] as const).map((name) => (
              <TextField
                key={name}
                label={t(`outcome.${name}`)}
                type="number"
                min={name === 'asked' ? 1 : 0}
                required
                value={round[name]}
                onText={(text) => setRound({ ...round, [name]: text })}
              />
            ))}
          </div>
          <ProblemLine problem={sentenceOf(survey.error)} />
          <div className={forms.acts}>
            <SendButton type="submit" disabled={survey.isPending}>
              {t('survey.save')}
            </SendButton>
          </div>
        </form>
      )}
      <ProblemLine problem={sentenceOf(evaluate.error)} />
      <div className={forms.acts}>
        {work.due && (
          <SendButton type="button" className="primary" disabled={evaluate.isPending} onClick={() => evaluate.mutate()}>
            {t('evaluate')}
          </SendButton>
        )}
        {work.frozen && !amending && (
          <button type="button" onClick={() => setAmending(true)}>
            {t('amend')}
          </button>
        )}
      </div>
      {amending && <Amend action={action} onDone={() => setAmending(false)} />}
    </div>
  );
}

function Amend({ action, onDone }: { action: Action; onDone: () => void }) {
  const { t } = useTranslation('actions');
  const { slug } = useArea().municipality;
  const renew = useRenew();
  const { work, action_id } = action;
  const [reason, setReason] = useState('');
  const [followUp, setFollowUp] = useState(work.evaluates_on ?? '');
  const [percent, setPercent] = useState(String(work.outcome?.percent ?? 30));
  const amend = useMutation({
    mutationFn: () =>
      api.post(
        `/api/${slug}/actions/${action_id}/amend`,
        {
          ...{ reason, ends_on: work.ends_on, follow_up_on: followUp },
          outcome: { ...work.outcome, percent: Number(percent) },
        },
        ActionWork,
      ),
    onSuccess: async () => {
      await renew();
      onDone();
    },
  });
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault();
        amend.mutate();
      }}
    >
      <p>{t('amend.note')}</p>
      <AreaField label={t('amend.reason')} required value={reason} onText={setReason} />
      <div className={forms.fields}>
        <TextField label={t('work.follow_up_on')} type="date" required value={followUp} onText={setFollowUp} />
        <TextField
          label={t('outcome.percent')}
          type="number"
          min={1}
          max={500}
          required
          value={percent}
          onText={setPercent}
        />
      </div>
      <ProblemLine problem={sentenceOf(amend.error)} />
      <div className={forms.acts}>
        <SendButton type="submit" className="primary" disabled={amend.isPending}>
          {t('amend.save')}
        </SendButton>
        <button type="button" onClick={onDone}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}
