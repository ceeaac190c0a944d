import {
  addDays,
  type NewVisitOf,
  SEEN,
  type Unit,
  VISIT_KINDS,
  VISIT_MIN_MAX,
  VISIT_STEP_MIN,
  type Zone,
} from '@lagesbild/contract';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { SelectField, TextField } from '../../account/field.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { clockText, minuteOf } from './week-words.ts';

/** A phone that was out of reach may bring visits this late, and so may the office. */
const LATE_DAYS = 31;

interface VisitFormProps {
  visit: NewVisitOf;
  today: string;
  zones: readonly Pick<Zone, 'zone_id' | 'name'>[];
  units: readonly Unit[];
  keep: string;
  isBusy: boolean;
  onKeep: (visit: NewVisitOf) => void;
  /** what else can be done, after the button that keeps */
  children?: ReactNode;
}

/** A visit as the office writes it down: where, who, when, how, and what was seen from fixed choices. */
export function VisitForm({ visit, today, zones, units, keep, isBusy, onKeep, children }: VisitFormProps) {
  const { t } = useTranslation('patrol');
  const [draft, setDraft] = useState(visit);
  const set = (change: Partial<NewVisitOf>): void => setDraft((was) => ({ ...was, ...change }));
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault();
        onKeep(draft);
      }}
    >
      <div className={forms.fields}>
        <SelectField
          label={t('line.zone')}
          value={draft.zone_id}
          choices={zones.map(({ zone_id: value, name }) => ({ value, name }))}
          onValue={(zone_id) => set({ zone_id })}
        />
        <SelectField
          label={t('line.unit')}
          value={draft.unit_id}
          choices={units.map(({ unit_id: value, name }) => ({ value, name }))}
          onValue={(unit_id) => set({ unit_id })}
        />
        <TextField
          label={t('line.day')}
          type="date"
          required
          min={addDays(today, -LATE_DAYS)}
          max={today}
          value={draft.started_on}
          onText={(started_on) => set({ started_on })}
        />
        <TextField
          label={t('ledger.start')}
          type="time"
          step={300}
          required
          value={clockText(draft.from_minute)}
          onText={(text) => set({ from_minute: minuteOf(text) })}
        />
        <TextField
          label={t('ledger.minutes.head')}
          type="number"
          min={VISIT_STEP_MIN}
          max={VISIT_MIN_MAX}
          step={VISIT_STEP_MIN}
          required
          value={draft.minutes}
          onText={(text) => set({ minutes: Number(text) })}
        />
        <SelectField
          label={t('ledger.how')}
          value={draft.kind}
          choices={VISIT_KINDS.map((value) => ({ value, name: t(`how.${value}`) }))}
          onValue={(kind) => set({ kind })}
        />
      </div>
      <fieldset className={forms.checks}>
        <legend>{t('ledger.seen')}</legend>
        {SEEN.map((one) => (
          <label key={one} className={forms.check}>
            <input
              type="checkbox"
              checked={draft.seen.includes(one)}
              onChange={({ target }) =>
                set({ seen: target.checked ? [...draft.seen, one] : draft.seen.filter((other) => other !== one) })
              }
            />
            {t(`seen.${one}`)}
          </label>
        ))}
      </fieldset>
      <div className={forms.acts}>
        <SendButton type="submit" className="primary" disabled={isBusy}>
          {keep}
        </SendButton>
        {children}
      </div>
    </form>
  );
}
