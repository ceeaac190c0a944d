import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import forms from '../../account/account.module.css';
import { TextField } from '../../account/field.tsx';
import { ProblemLine } from '../../import/problem-line.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';

interface NameFormProps {
  label: string;
  note: string;
  /** What the button says. */
  go: string;
  isMain?: boolean;
  add: UseMutationResult<unknown, Error, string>;
}

/** Something new of which only a name is asked for; once it is there the field is empty again. */
export function NameForm({ label, note, go, isMain = false, add }: NameFormProps) {
  const [name, setName] = useState('');
  return (
    <form
      className={forms.form}
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(name, { onSuccess: () => setName('') });
      }}
    >
      <TextField
        label={label}
        note={note}
        required
        dir="auto"
        maxLength={80}
        autoComplete="off"
        value={name}
        onText={setName}
      />
      <ProblemLine problem={sentenceOf(add.error)} />
      <div className={forms.acts}>
        <SendButton
          type="submit"
          className={isMain ? 'primary' : undefined}
          disabled={add.isPending || name.trim() === ''}
        >
          {go}
        </SendButton>
      </div>
    </form>
  );
}
