/** @jsxImportSource preact */

interface CodeFormProps {
  typed: string;
  /** Why what was typed opens nothing; '' while nothing is wrong. */
  wrong: string;
  busy: boolean;
  label: string;
  button: string;
  onTyped(text: string): void;
  onEnter(): void;
}

/** Words that somebody was given, typed or pasted: in any script, never corrected or remembered by the keyboard. */
export function CodeForm({ typed, wrong, busy, label, button, onTyped, onEnter }: CodeFormProps) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onEnter();
      }}
    >
      <label class="field">
        <span>{label}</span>
        <textarea
          rows={2}
          dir="auto"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-invalid={wrong !== ''}
          aria-describedby="wrong"
          value={typed}
          enterkeyhint="go"
          onInput={({ currentTarget }) => onTyped(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.isComposing) return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        />
      </label>
      <p role="alert" class="missing" id="wrong">
        {wrong}
      </p>
      <button type="submit" class="primary" aria-disabled={busy}>
        {button}
      </button>
    </form>
  );
}
