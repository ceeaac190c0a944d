import { type Action, ActionWork } from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { TextField } from '../../account/field.tsx';
import { api } from '../../api.ts';
import { useArea } from '../../shell/area.tsx';
import { AreaField } from '../lawful/area-field.tsx';
import { FormFoot } from './form-foot.tsx';
import { useRenew } from './work-query.ts';

/** What is expected now instead of what was registered, with the reason. */
export function AmendForm({ action, onDone }: { action: Action; onDone: () => void }) {
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
      <FormFoot sending={amend} save={t('amend.save')} onCancel={onDone} />
    </form>
  );
}
