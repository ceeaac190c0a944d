/** @jsxImportSource preact */
import { useAround } from '../around.ts';
import type { Draft } from '../draft.ts';
import { Question } from '../question.tsx';

/** As many characters as the contract takes. */
const MOST = 500;

interface NoteProps {
  draft: Draft;
  onChange(change: Partial<Draft>): void;
}

/** In one's own words, where the municipality takes them. */
export function Note({ draft: { note }, onChange }: NoteProps) {
  const { speech } = useAround();
  return (
    <Question title={speech.say('note.title')} lead={speech.say('note.lead')}>
      <label class="field">
        <span>{speech.say('note.label')}</span>
        <textarea
          rows={6}
          maxLength={MOST}
          dir="auto"
          autocomplete="off"
          value={note}
          onInput={({ currentTarget }) => onChange({ note: currentTarget.value })}
        />
      </label>
    </Question>
  );
}
