import { FEELINGS, FLAG_DAYS, FLAG_TIMES, type FlagForm } from '@lagesbild/contract';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { tappedReason, toggled } from '../../../choosing.ts';
import { formatNumber } from '../../../text/format.ts';
import { useLanguage } from '../../../text/index.ts';
import { type DraftMark, felt } from './draft.ts';
import styles from './live.module.css';
import { Pick } from './pick.tsx';
import { useMeetingWords } from './words.ts';

const STRENGTHS = [1, 2, 3] as const;

interface MarkFormProps {
  mark: DraftMark;
  no: number;
  form: FlagForm;
  onChange: (mark: DraftMark) => void;
  onDone: () => void;
  onRemove: () => void;
}

/** What is said of one place: by taps, while people talk. */
export function MarkForm({ mark, no, form, onChange, onDone, onRemove }: MarkFormProps) {
  const { t } = useTranslation(['dialogue', 'perception']);
  const language = useLanguage();
  const words = useMeetingWords(form);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={styles.mark} aria-labelledby="mark">
      <h2 id="mark" ref={heading} tabIndex={-1}>
        {t('live.mark', { no: formatNumber(no, language) })}
        {mark.place !== null && `: ${words.place(mark.place)}`}
      </h2>
      <Pick
        legend={t('live.feeling')}
        choices={FEELINGS.map((value) => ({ value, name: t(`perception:feeling.${value}`) }))}
        isChosen={(value) => mark.feeling === value}
        onTap={(feeling) => onChange(felt(mark, feeling, form.reasons))}
      />
      <Pick
        legend={t('live.reasons')}
        choices={form.reasons
          .filter(({ feeling }) => feeling === mark.feeling)
          .map(({ code }) => ({
            ...{ value: code, name: words.reason(code) },
            remark: mark.reasons.length > 1 && mark.reasons[0] === code ? t('live.weightiest') : undefined,
          }))}
        isChosen={(code) => mark.reasons.includes(code)}
        onTap={(code) => onChange({ ...mark, reasons: tappedReason(mark.reasons, code) })}
      />
      <Pick
        legend={t('live.times')}
        choices={FLAG_TIMES.map((value) => ({ value, name: t(`perception:time.${value}`) }))}
        isChosen={(value) => mark.times.includes(value)}
        onTap={(value) => onChange({ ...mark, times: toggled(mark.times, value) })}
      />
      <Pick
        legend={t('live.days')}
        choices={FLAG_DAYS.map((value) => ({ value, name: t(`live.days.${value}`) }))}
        isChosen={(value) => mark.days === value}
        onTap={(value) => onChange({ ...mark, days: mark.days === value ? null : value })}
      />
      <Pick
        legend={t('live.strength')}
        choices={STRENGTHS.map((value) => ({ value, name: t(`live.strength.${value}`) }))}
        isChosen={(value) => mark.strength === value}
        onTap={(value) => onChange({ ...mark, strength: mark.strength === value ? null : value })}
      />
      <div className={styles.acts}>
        <button type="button" className="primary" onClick={onDone}>
          {t('live.mark.done')}
        </button>
        <button type="button" onClick={onRemove}>
          {t('live.mark.remove')}
        </button>
      </div>
    </section>
  );
}
