/** @jsxImportSource preact */
import { toggled } from '../../choosing.ts';
import { useAround, wordsOf } from '../around.ts';
import { Choice, Pick } from '../choice.tsx';
import type { Draft } from '../draft.ts';
import { Question } from '../question.tsx';

const ANSWERS = ['yes', 'no', 'unsure'] as const;

interface ReportedProps {
  draft: Draft;
  onChoose(reported: (typeof ANSWERS)[number]): void;
}

/** Whether the police know of what happened. */
export function Reported({ draft, onChoose }: ReportedProps) {
  const { speech } = useAround();
  return (
    <Question title={speech.say('reported.title')} lead={speech.say('reported.lead')}>
      <div class="choices">
        {ANSWERS.map((answer) => (
          <Pick key={answer} chosen={draft.reported === answer} onTap={() => onChoose(answer)}>
            {speech.say(`reported.${answer}`)}
          </Pick>
        ))}
      </div>
    </Question>
  );
}

interface WhyNotProps {
  draft: Draft;
  onChange(change: Partial<Draft>): void;
}

/** And if they don't, why. */
export function WhyNot({ draft: { whyNot }, onChange }: WhyNotProps) {
  const around = useAround();
  const { speech, form } = around;
  return (
    <Question title={speech.say('why_not.title')} lead={speech.say('why_not.lead')}>
      <div class="choices">
        {form.why_not.map((why) => (
          <Choice
            key={why.code}
            chosen={whyNot.includes(why.code)}
            onTap={() => onChange({ whyNot: toggled(whyNot, why.code) })}
          >
            {wordsOf(around, 'why_not', why)}
          </Choice>
        ))}
      </div>
    </Question>
  );
}
