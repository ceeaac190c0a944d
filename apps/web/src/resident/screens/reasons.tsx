/** @jsxImportSource preact */
import { tappedReason } from '../../choosing.ts';
import { useAround, wordsOf } from '../around.ts';
import { Choice } from '../choice.tsx';
import type { Draft } from '../draft.ts';
import { Question } from '../question.tsx';

interface ReasonsProps {
  draft: Draft;
  about: string | undefined;
  onChange(change: Partial<Draft>): void;
}

/** Why, and which of the reasons weighs most. */
export function Reasons({ draft, about, onChange }: ReasonsProps) {
  const around = useAround();
  const { speech, form } = around;
  const { kind, feeling, reasons } = draft;
  const title = kind === 'happened' ? 'reasons.title_happened' : (`reasons.title_${feeling}` as const);
  return (
    <Question title={speech.say(title)} lead={speech.say('reasons.lead')} about={about}>
      <div class="choices">
        {form.reasons
          .filter((reason) => reason.feeling === feeling)
          .map((reason) => (
            <Choice
              key={reason.code}
              chosen={reasons.includes(reason.code)}
              remark={reasons[0] === reason.code ? speech.say('reasons.weightiest') : undefined}
              onTap={() => onChange({ reasons: tappedReason(reasons, reason.code) })}
            >
              {wordsOf(around, 'reason', reason)}
            </Choice>
          ))}
      </div>
    </Question>
  );
}
