import { type NewUnit, ORGANISATION_KINDS, UNIT_KINDS, UNIT_SIZE_MIN, Unit, UnitCredential } from '@lagesbild/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { SelectField, TextField } from '../../account/field.tsx';
import { api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import styles from './patrol.module.css';
import { Qr } from './qr.tsx';

const EMPTY: NewUnit = { name: '', organisation_kind: 'municipality', kind: 'faltare', size: UNIT_SIZE_MIN };

interface UnitsProps {
  slug: string;
  units: readonly Unit[];
}

/** Units, what each may, and their keys. */
export function Units({ slug, units }: UnitsProps) {
  const { t } = useTranslation('patrol');
  const queries = useQueryClient();
  const [draft, setDraft] = useState(EMPTY);
  const [made, setMade] = useState<UnitCredential | null>(null);
  const key = useRef<HTMLElement>(null);
  // It opens where the unit stands, which a long list may have out of the window.
  useEffect(() => {
    if (made === null) return;
    key.current?.scrollIntoView({ block: 'center' });
    key.current?.focus({ preventScroll: true });
  }, [made]);
  const path = `/api/${slug}/units`;
  const renew = (): Promise<void> => queries.invalidateQueries({ queryKey: ['units', slug] });
  const add = useMutation({
    mutationFn: () => api.post(path, draft, Unit),
    onSuccess: () => {
      setDraft(EMPTY);
      return renew();
    },
  });
  const give = useMutation({
    mutationFn: (unit_id: string) => api.post(`${path}/${unit_id}/credential`, {}, UnitCredential),
    onSuccess: (key) => {
      setMade(key);
      return renew();
    },
  });
  const close = useMutation({
    mutationFn: (unit_id: string) => api.post(`${path}/${unit_id}/close`, {}, Unit),
    onSuccess: renew,
  });
  return (
    <section className={forms.form}>
      <h2>{t('units')}</h2>
      <p className={forms.note}>{t('units.note', { min: UNIT_SIZE_MIN })}</p>
      <ul className={styles.units}>
        {units.map(({ unit_id, name, kind, size, has_credential }) => (
          <li key={unit_id}>
            <span>
              <b>
                <bdi>{name}</bdi>
              </b>{' '}
              · {t(`kind.${kind}`)} · {t('units.size', { n: size })}
              <small>{t(`power.${kind}`)}</small>
            </span>
            <SendButton type="button" disabled={give.isPending} onClick={() => give.mutate(unit_id)}>
              {t(has_credential ? 'key.new' : 'key.make')}
            </SendButton>
            <SendButton type="button" disabled={close.isPending} onClick={() => close.mutate(unit_id)}>
              {t('units.close')}
            </SendButton>
            {made?.unit.unit_id === unit_id && (
              <section ref={key} tabIndex={-1} className={styles.made} aria-label={t('key.once', { name })}>
                <p>{t('key.once', { name })}</p>
                <p className={styles.key}>{made.credential}</p>
                <Qr text={`${location.origin}/${slug}/besok#${made.credential}`} label={t('key.qr')} />
                <button type="button" onClick={() => setMade(null)}>
                  {t('key.hide')}
                </button>
              </section>
            )}
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <div className={forms.fields}>
          <TextField
            label={t('units.name')}
            note={t('units.name.note')}
            required
            dir="auto"
            maxLength={80}
            autoComplete="off"
            value={draft.name}
            onText={(name) => setDraft({ ...draft, name })}
          />
          <SelectField
            label={t('units.kind')}
            value={draft.kind}
            choices={UNIT_KINDS.map((value) => ({ value, name: t(`kind.${value}`) }))}
            onValue={(kind) => setDraft({ ...draft, kind })}
          />
          <SelectField
            label={t('units.organisation')}
            value={draft.organisation_kind}
            choices={ORGANISATION_KINDS.map((value) => ({ value, name: t(`organisation.${value}`) }))}
            onValue={(organisation_kind) => setDraft({ ...draft, organisation_kind })}
          />
          <TextField
            label={t('units.people')}
            type="number"
            min={1}
            max={500}
            required
            value={draft.size}
            onText={(text) => setDraft({ ...draft, size: Number(text) })}
          />
        </div>
        <ProblemLine problem={sentenceOf(add.error ?? give.error ?? close.error)} />
        <SendButton type="submit" disabled={add.isPending}>
          {t('units.add')}
        </SendButton>
      </form>
    </section>
  );
}
