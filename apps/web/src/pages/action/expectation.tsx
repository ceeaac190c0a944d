import type { Action } from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import forms from '../../account/account.module.css';
import { useMay } from '../../account/session.ts';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { announce } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import styles from './action-page.module.css';
import { Comparison } from './comparison.tsx';
import { CouldBeSeen } from './could-be-seen.tsx';
import { OutcomeForm } from './outcome-form.tsx';
import { useOutcomeWords } from './outcome-words.ts';
import { useRenew } from './work-query.ts';

/** What is expected, what it is compared with, and what could be seen at all: registered before the start. */
export function Expectation({ action }: { action: Action }) {
  const { t } = useTranslation('actions');
  const { slug } = useArea().municipality;
  const may = useMay();
  const words = useOutcomeWords();
  const [editing, setEditing] = useState(false);
  const { work } = action;
  const { outcome, frozen, registered_on } = work;
  const works = may('work_on_actions', slug);
  const sees = may('see_action_files', slug);
  return (
    <div className={styles.expected}>
      <h3>{t('expected')}</h3>
      {editing ? (
        <OutcomeForm action={action} onDone={() => setEditing(false)} />
      ) : (
        <>
          <p>{outcome === null ? t('expected.none') : words(outcome)}</p>
          {works && !frozen && (
            <div className={styles.screen}>
              <button type="button" onClick={() => setEditing(true)}>
                {t('expected.change')}
              </button>
            </div>
          )}
        </>
      )}
      {sees && outcome?.measure === 'incidents' && <Comparison action={action} works={works} />}
      {sees && outcome !== null && <CouldBeSeen action={action} />}
      <p className={forms.note}>
        {t(frozen ? 'registered.frozen' : registered_on === null ? 'registered.not' : 'registered.waits')}
      </p>
      {works && registered_on === null && <Register action={action} />}
    </div>
  );
}

function Register({ action }: { action: Action }) {
  const { t } = useTranslation('actions');
  const { slug } = useArea().municipality;
  const renew = useRenew();
  const register = useMutation({
    mutationFn: () =>
      api.post(`/api/${slug}/actions/${action.action_id}/register`, { version: action.work.version }, z.unknown()),
    onSuccess: () => {
      announce(t('done.registered'));
      return renew();
    },
  });
  return (
    <div className={styles.screen}>
      <ProblemLine problem={sentenceOf(register.error)} />
      <SendButton type="button" className="primary" disabled={register.isPending} onClick={() => register.mutate()}>
        {t('register')}
      </SendButton>
    </div>
  );
}
