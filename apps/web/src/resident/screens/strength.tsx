/** @jsxImportSource preact */
import { toggled } from '../../choosing.ts';
import { useAround, wordsOf } from '../around.ts';
import { Choice, Pick } from '../choice.tsx';
import type { Draft } from '../draft.ts';
import { Question } from '../question.tsx';

const STRENGTHS = [1, 2, 3] as const;

interface StrengthProps {
  draft: Draft;
  onChoose(strength: number): void;
}

/** How strongly it is felt. */
export function Strength({ draft, onChoose }: StrengthProps) {
  const { speech } = useAround();
  return (
    <Question title={speech.say(draft.kind === 'happened' ? 'strength.title_happened' : 'strength.title')}>
      <div class="choices">
        {STRENGTHS.map((strength) => (
          <Pick key={strength} chosen={draft.strength === strength} onTap={() => onChoose(strength)}>
            {speech.say(`strength.${strength}`)}
          </Pick>
        ))}
      </div>
    </Question>
  );
}

interface HelpProps {
  draft: Draft;
  onChange(change: Partial<Draft>): void;
}

/** What would help. */
export function Help({ draft: { helps }, onChange }: HelpProps) {
  const around = useAround();
  const { speech, form } = around;
  return (
    <Question title={speech.say('help.title')} lead={speech.say('help.lead')}>
      <div class="choices">
        {form.helps.map((help) => (
          <Choice
            key={help.code}
            chosen={helps.includes(help.code)}
            onTap={() => onChange({ helps: toggled(helps, help.code) })}
          >
            {wordsOf(around, 'help', help)}
          </Choice>
        ))}
      </div>
    </Question>
  );
}
