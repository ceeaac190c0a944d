import { ReleaseIndex } from '@lagesbild/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { TextField } from '../../account/field.tsx';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { announce } from '../../shell/announcer.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import settings from '../settings.module.css';

const REASON_MAX = 300;

/** Takes a release back, for a reason that everybody reads. Asked for twice, since it can't be undone. */
export function WithdrawForm({ slug, release, name }: { slug: string; release: string; name: string }) {
  const { t } = useTranslation('release');
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const withdraw = useMutation({
    mutationFn: () => api.post(`/api/${slug}/releases/${release}/withdraw`, { reason }, ReleaseIndex),
    onSuccess: async () => {
      announce(t('withdraw.done', { period: name }));
      await queries.invalidateQueries({ queryKey: ['releases', slug] });
    },
  });
  if (!open)
    return (
      <div className={forms.acts}>
        <button type="button" onClick={() => setOpen(true)}>
          {t('withdraw.open')}
        </button>
      </div>
    );
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault();
        withdraw.mutate();
      }}
    >
      <TextField
        label={t('withdraw.reason')}
        note={t('withdraw.note')}
        required
        dir="auto"
        maxLength={REASON_MAX}
        autoComplete="off"
        value={reason}
        onText={setReason}
      />
      <ProblemLine problem={sentenceOf(withdraw.error)} />
      <div className={forms.acts}>
        <SendButton type="submit" className={settings.danger} disabled={withdraw.isPending}>
          {t('withdraw.send', { period: name })}
        </SendButton>
        <button type="button" onClick={() => setOpen(false)}>
          {t('withdraw.keep')}
        </button>
      </div>
    </form>
  );
}
