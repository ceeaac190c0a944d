import { DOSAGE, type PlannedVisits, type Unit, type Zone } from '@lagesbild/contract';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { SelectField, TextField } from '../../account/field.tsx';
import { weekdayNames } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { clockText, minuteOf } from './week-words.ts';

interface LineFormProps {
  line: PlannedVisits;
  isNew: boolean;
  zones: readonly Zone[];
  units: readonly Unit[];
  onKeep: (line: PlannedVisits) => void;
  onRemove: () => void;
  onCancel: () => void;
}

/** Visits of a unit to a zone on a day: when, how many, how long. */
export function LineForm({ line, isNew, zones, units, onKeep, onRemove, onCancel }: LineFormProps) {
  const { t } = useTranslation('patrol');
  const language = useLanguage();
  const [draft, setDraft] = useState(line);
  const set = (change: Partial<PlannedVisits>): void => setDraft((was) => ({ ...was, ...change }));
  const form = useRef<HTMLFormElement>(null);
  // It opens below the week, which may be longer than the window; whoever came by a key goes back to where they were.
  useEffect(() => {
    const before = document.activeElement;
    form.current?.scrollIntoView({ block: 'nearest' });
    form.current?.querySelector('select')?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const until = (from: number, to: number): number => (to <= from ? to + 1440 : to);
  return (
    <form
      ref={form}
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
          choices={units.map(({ unit_id: value, name, kind }) => ({ value, name: `${name} · ${t(`kind.${kind}`)}` }))}
          onValue={(unit_id) => set({ unit_id })}
        />
        <SelectField
          label={t('line.day')}
          value={String(draft.weekday)}
          choices={weekdayNames(language, 'long').map((name, i) => ({ value: String(i), name }))}
          onValue={(day) => set({ weekday: Number(day) })}
        />
        <TextField
          label={t('line.from')}
          type="time"
          step={300}
          required
          value={clockText(draft.from_minute)}
          onText={(text) => {
            const from_minute = minuteOf(text);
            set({ from_minute, to_minute: until(from_minute, draft.to_minute % 1440) });
          }}
        />
        <TextField
          label={t('line.to')}
          type="time"
          step={300}
          required
          value={clockText(draft.to_minute)}
          onText={(text) => set({ to_minute: until(draft.from_minute, minuteOf(text)) })}
        />
        <TextField
          label={t('line.visits')}
          type="number"
          min={1}
          max={24}
          required
          value={draft.visits}
          onText={(text) => set({ visits: Number(text) })}
        />
        <TextField
          label={t('line.minutes')}
          note={t('dosage', { least: DOSAGE.least_min, most: DOSAGE.most_min, hours: DOSAGE.every_min / 60 })}
          type="number"
          min={5}
          max={240}
          step={5}
          required
          value={draft.minutes}
          onText={(text) => set({ minutes: Number(text) })}
        />
      </div>
      <div className={forms.acts}>
        <button type="submit" className="primary">
          {t(isNew ? 'line.add' : 'line.keep')}
        </button>
        {!isNew && (
          <button type="button" onClick={onRemove}>
            {t('line.remove')}
          </button>
        )}
        <button type="button" onClick={onCancel}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}
