import type { Action, Outcome } from '@lagesbild/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { Field, SelectField, TextField } from '../../account/field.tsx';
import { useArea } from '../../shell/area.tsx';
import { nameIn, useLanguage } from '../../text/index.ts';
import { FormFoot } from './form-foot.tsx';
import { useChangeWork } from './work-query.ts';

const START: Outcome = {
  ...{ measure: 'incidents', direction: 'fall', percent: 30, categories: [], hours: null, weekdays: [] },
  ...{ question: '', before: null },
};

/** What is to change, by how much, of what and when. */
export function OutcomeForm({ action, onDone }: { action: Action; onDone: () => void }) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { categories } = useArea().municipality;
  const [draft, setDraft] = useState<Outcome>(action.work.outcome ?? START);
  const set = (change: Partial<Outcome>): void => setDraft((before) => ({ ...before, ...change }));
  const change = useChangeWork(action.action_id, action.work.version, onDone);
  const hour = (text: string): number => Math.min(23, Math.max(0, Math.trunc(Number(text) || 0)));
  const { measure, hours, before } = draft;
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ outcome: draft });
      }}
    >
      <div className={forms.fields}>
        <SelectField
          label={t('outcome.measure')}
          note={t('outcome.measure.note')}
          value={measure}
          choices={(['incidents', 'survey'] as const).map((value) => ({ value, name: t(`outcome.measure.${value}`) }))}
          onValue={(value) =>
            set(
              value === 'survey'
                ? { measure: value, before: { asked: 50, unsafe: 25 } }
                : { measure: 'incidents', question: '', before: null },
            )
          }
        />
        <SelectField
          label={t('outcome.direction')}
          value={draft.direction}
          choices={(['fall', 'rise'] as const).map((value) => ({ value, name: t(`outcome.direction.${value}`) }))}
          onValue={(direction) => set({ direction })}
        />
        <TextField
          label={t('outcome.percent')}
          type="number"
          min={1}
          max={500}
          required
          value={String(draft.percent)}
          onText={(text) => set({ percent: Number(text) })}
        />
        {measure === 'incidents' && (
          <>
            <TextField
              label={t('outcome.from')}
              note={t('outcome.hours.note')}
              type="number"
              min={0}
              max={23}
              value={hours === null ? '' : String(hours.start)}
              onText={(text) => set({ hours: text === '' ? null : { start: hour(text), end: hours?.end ?? 0 } })}
            />
            <TextField
              label={t('outcome.to')}
              type="number"
              min={0}
              max={23}
              value={hours === null ? '' : String(hours.end)}
              onText={(text) => set({ hours: text === '' ? null : { start: hours?.start ?? 0, end: hour(text) } })}
            />
            <Field label={t('outcome.categories')} note={t('outcome.categories.note')}>
              {(id, noteId) => (
                <select
                  id={id}
                  multiple
                  size={6}
                  aria-describedby={noteId}
                  value={draft.categories}
                  onChange={({ target }) =>
                    set({ categories: Array.from(target.selectedOptions, ({ value }) => value) })
                  }
                >
                  {categories.map(({ code, names }) => (
                    <option key={code} value={code}>
                      {nameIn(names, language)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          </>
        )}
        {measure === 'survey' && before !== null && (
          <>
            <TextField
              label={t('outcome.question')}
              required
              dir="auto"
              maxLength={200}
              value={draft.question}
              onText={(question) => set({ question })}
            />
            <TextField
              label={t('outcome.asked')}
              type="number"
              min={1}
              required
              value={String(before.asked)}
              onText={(text) => set({ before: { ...before, asked: Number(text) } })}
            />
            <TextField
              label={t('outcome.unsafe')}
              type="number"
              min={0}
              required
              value={String(before.unsafe)}
              onText={(text) => set({ before: { ...before, unsafe: Number(text) } })}
            />
          </>
        )}
      </div>
      <FormFoot sending={change} onCancel={onDone} />
    </form>
  );
}
