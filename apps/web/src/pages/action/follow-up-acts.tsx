import { type Action, ActionFile, ActionWork } from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { TextField } from '../../account/field.tsx';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { announce } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import styles from './action-page.module.css';
import { AmendForm } from './amend-form.tsx';
import { useRenew } from './work-query.ts';

/** What can be done about a follow-up: made now when it is due, its second round recorded, or amended with a reason. */
export function FollowUpActs({ action }: { action: Action }) {
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
      {amending && <AmendForm action={action} onDone={() => setAmending(false)} />}
    </div>
  );
}
