import { FEELINGS, FLAG_TIMES, type FlagForm, PHOTOS_MAX, type Walk, type WalkManager } from '@lagesbild/contract';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SelectField } from '../../account/field.tsx';
import { tappedReason, toggled } from '../../choosing.ts';
import { Icon } from '../../shell/icon.tsx';
import { formatNumber } from '../../text/format.ts';
import { nameIn, useLanguage } from '../../text/index.ts';
import live from '../dialogue/live/live.module.css';
import { Pick } from '../dialogue/live/pick.tsx';
import { useMeetingWords } from '../dialogue/live/words.ts';
import { AreaField } from '../lawful/area-field.tsx';
import { type Draft, felt } from './draft.ts';
import { PhotoDialog } from './photo-dialog.tsx';
import { Thumb } from './thumb.tsx';
import styles from './walk.module.css';
import { useWalkWords } from './words.ts';

const STRENGTHS = [1, 2, 3] as const;
const PRECISIONS = ['point', 'segment', 'area'] as const;

interface ObservationFormProps {
  draft: Draft;
  stops: Walk['stops'];
  managers: readonly WalkManager[];
  form: FlagForm;
  onChange: (draft: Draft) => void;
  onSend: () => void;
  onClose: () => void;
}

/** What is seen at one stop: by taps, while people talk. */
export function ObservationForm({ draft, stops, managers, form, onChange, onSend, onClose }: ObservationFormProps) {
  const { t } = useTranslation(['walks', 'dialogue', 'perception']);
  const language = useLanguage();
  const words = useWalkWords();
  const { reason } = useMeetingWords(form);
  const [isAsked, setAsked] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { feeling, photos } = draft;
  return (
    <section className={live.mark} aria-labelledby="seen">
      <h2 id="seen" ref={heading} tabIndex={-1}>
        {words.stop(stops, draft.stop_id)}
      </h2>
      <Pick
        legend={t('dialogue:live.feeling')}
        choices={FEELINGS.map((value) => ({ value, name: t(`perception:feeling.${value}`) }))}
        isChosen={(value) => feeling === value}
        onTap={(value) => onChange(felt(draft, value, form.reasons))}
      />
      {feeling !== null && (
        <Pick
          legend={t('dialogue:live.reasons')}
          choices={form.reasons
            .filter((one) => one.feeling === feeling)
            .map(({ code }) => ({
              ...{ value: code, name: reason(code) },
              remark: draft.reasons.length > 1 && draft.reasons[0] === code ? t('dialogue:live.weightiest') : undefined,
            }))}
          isChosen={(code) => draft.reasons.includes(code)}
          onTap={(code) => onChange({ ...draft, reasons: tappedReason(draft.reasons, code) })}
        />
      )}
      <Pick
        legend={t('precision')}
        choices={PRECISIONS.map((value) => ({ value, name: t(`precision.${value}`) }))}
        isChosen={(value) => draft.precision === value}
        onTap={(precision) => onChange({ ...draft, precision })}
      />
      <Pick
        legend={t('dialogue:live.times')}
        choices={FLAG_TIMES.map((value) => ({ value, name: t(`perception:time.${value}`) }))}
        isChosen={(value) => draft.times.includes(value)}
        onTap={(value) => onChange({ ...draft, times: toggled(draft.times, value) })}
      />
      <Pick
        legend={t('dialogue:live.strength')}
        choices={STRENGTHS.map((value) => ({ value, name: t(`dialogue:live.strength.${value}`) }))}
        isChosen={(value) => draft.strength === value}
        onTap={(value) => onChange({ ...draft, strength: draft.strength === value ? null : value })}
      />
      <SelectField
        label={t('manager')}
        value={draft.manager ?? ''}
        choices={[
          { value: '', name: t('manager.none') },
          ...managers.map(({ code, names }) => ({ value: code, name: nameIn(names, language) })),
        ]}
        onValue={(code) => onChange({ ...draft, manager: code === '' ? null : code })}
      />
      <Photos photos={photos} onPhotos={(next) => onChange({ ...draft, photos: next })} />
      <AreaField
        label={t('note')}
        note={t('note.note')}
        value={draft.note}
        onText={(note) => onChange({ ...draft, note: note.slice(0, 600) })}
      />
      {isAsked && feeling === null && (
        <p className={live.lack} role="alert">
          {t('going.lack')}
        </p>
      )}
      <div className={live.acts}>
        <button
          type="button"
          className="primary"
          onClick={() => {
            setAsked(true);
            if (feeling !== null) onSend();
          }}
        >
          {t('going.save')}
        </button>
        <button type="button" onClick={onClose}>
          {t('going.close')}
        </button>
      </div>
      <p className={styles.note}>{t('photos.limit', { n: formatNumber(PHOTOS_MAX, language) })}</p>
    </section>
  );
}

/** Photos that are only here so far; each passes through hands that hide faces and plates first. */
function Photos({ photos, onPhotos }: { photos: Draft['photos']; onPhotos: (photos: Draft['photos']) => void }) {
  const { t } = useTranslation('walks');
  const language = useLanguage();
  const [file, setFile] = useState<File | null>(null);
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.photos}>
      {photos.map(({ key, picture }, at) => (
        <span key={key}>
          <Thumb picture={picture} label={t('photo.alt', { n: formatNumber(at + 1, language) })} />
          <button
            type="button"
            aria-label={t('photo.remove', { n: formatNumber(at + 1, language) })}
            onClick={() => onPhotos(photos.filter((one) => one.key !== key))}
          >
            <Icon name="close" size={18} />
          </button>
        </span>
      ))}
      {photos.length < PHOTOS_MAX && (
        <>
          <button type="button" onClick={() => input.current?.click()}>
            {t('photo.take')}
          </button>
          <input
            ref={input}
            type="file"
            accept="image/*"
            capture="environment"
            hidden
            aria-label={t('photo.take')}
            onChange={({ target }) => {
              setFile(target.files?.[0] ?? null);
              target.value = ''; // the same one can be chosen again
            }}
          />
        </>
      )}
      {file !== null && (
        <PhotoDialog
          file={file}
          onClose={() => setFile(null)}
          onUse={(photo) => {
            setFile(null);
            onPhotos([...photos, photo]);
          }}
        />
      )}
    </div>
  );
}
