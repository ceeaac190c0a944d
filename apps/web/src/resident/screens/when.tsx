/** @jsxImportSource preact */
import { toggled } from '../../choosing.ts';
import { useAround } from '../around.ts';
import { Choice, Segments } from '../choice.tsx';
import type { Draft } from '../draft.ts';
import { Question } from '../question.tsx';

const TIMES = ['morning', 'day', 'evening', 'night'] as const;
const DAYS = ['both', 'weekday', 'weekend'] as const;
const OFTEN = ['once', 'often'] as const;

interface WhenProps {
  draft: Draft;
  about: string | undefined;
  onChange(change: Partial<Draft>): void;
}

/** At which times of the day, on which days, how often: never a date or an hour. */
export function When({ draft, about, onChange }: WhenProps) {
  const { speech } = useAround();
  const { kind, times, days, often } = draft;
  return (
    <Question
      title={speech.say(kind === 'happened' ? 'when.title_happened' : 'when.title')}
      lead={speech.say('when.lead')}
      about={about}
    >
      <div class="choices two">
        {TIMES.map((time) => (
          <Choice key={time} chosen={times.includes(time)} onTap={() => onChange({ times: toggled(times, time) })}>
            {speech.say(`when.${time}`)}
          </Choice>
        ))}
      </div>
      <Segments
        label={speech.say('when.days')}
        options={DAYS.map((one) => [one, speech.say(`when.${one}`)] as const)}
        value={days}
        onChange={(chosen) => onChange({ days: chosen })}
      />
      <Segments
        label={speech.say('when.often_label')}
        options={OFTEN.map((one) => [one, speech.say(`when.${one}`)] as const)}
        value={often}
        onChange={(chosen) => onChange({ often: chosen })}
      />
    </Question>
  );
}
