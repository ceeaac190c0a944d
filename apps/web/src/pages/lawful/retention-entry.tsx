import { type InstallationRetention, KEEP_MONTHS_MAX, type Retention } from '@lagesbild/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import forms from '../../account/account.module.css';
import { TextField } from '../../account/field.tsx';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { announce } from '../../shell/announcer.tsx';
import { Icon } from '../../shell/icon.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { formatDay } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import entry from '../account/accounts.module.css';

/** A rule, where it is set, and what it counts from. */
type Rule = (Retention | InstallationRetention)['rules'][number] & { address: string; note: string };

/** What comes back is asked for anew. */
const AnyAnswer = z.unknown();

/** One kind of rows: how long it is kept, and the form that says so. */
export function RetentionEntry(one: Rule) {
  const { t } = useTranslation('lawful');
  const [open, setOpen] = useState(false);
  const { subject, rule } = one;
  return (
    <details className={entry.person} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span>{t(`retention.${subject}`)}</span>
        <small>
          {rule === null ? t('retention.kept') : t('retention.months', { count: rule.keep_months })}
          {rule !== null && (
            <>
              {' · '}
              <bdi>{rule.decision}</bdi>
            </>
          )}
        </small>
        <Icon name="down" />
      </summary>
      {open && (
        <div className={entry.open}>
          <RuleForm {...one} />
        </div>
      )}
    </details>
  );
}

function RuleForm({ subject, rule, older_than, address, note }: Rule) {
  const { t } = useTranslation('lawful');
  const language = useLanguage();
  const queries = useQueryClient();
  const [months, setMonths] = useState(rule === null ? '' : String(rule.keep_months));
  const [decision, setDecision] = useState(rule?.decision ?? '');
  const done = (said: 'retention.saved' | 'retention.lifted') => async () => {
    announce(t(said, { what: t(`retention.${subject}`) }));
    await queries.invalidateQueries({ queryKey: ['retention'] });
  };
  const save = useMutation({
    mutationFn: () => api.put(address, { keep_months: Number(months), decision }, AnyAnswer),
    onSuccess: done('retention.saved'),
  });
  const lift = useMutation({
    mutationFn: () => api.delete(address),
    onSuccess: done('retention.lifted'),
  });
  const isBusy = save.isPending || lift.isPending;
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <p className={forms.note}>{note}</p>
      {older_than !== null && (
        <p className={forms.note}>{t('retention.older', { day: formatDay(older_than.slice(0, 10), language) })}</p>
      )}
      <div className={forms.fields}>
        <TextField
          label={t('retention.keep')}
          type="number"
          inputMode="numeric"
          min={1}
          max={KEEP_MONTHS_MAX}
          step={1}
          required
          value={months}
          onText={setMonths}
        />
        <TextField
          label={t('retention.decision')}
          required
          dir="auto"
          maxLength={200}
          autoComplete="off"
          value={decision}
          onText={setDecision}
        />
      </div>
      <ProblemLine problem={sentenceOf(save.error ?? lift.error)} />
      <div className={forms.acts}>
        <SendButton type="submit" disabled={isBusy}>
          {t('retention.save')}
        </SendButton>
        {rule !== null && (
          <SendButton type="button" disabled={isBusy} onClick={() => lift.mutate()}>
            {t('retention.lift')}
          </SendButton>
        )}
      </div>
    </form>
  );
}
