/** @jsxImportSource preact */
import { readReceipt, receiptText } from '@lagesbild/contract/receipt-code';
import { useState } from 'preact/hooks';
import { CodeForm } from '../resident/code-form.tsx';
import { ask, Refusal } from '../resident/wire.ts';
import type { Say } from './words.ts';

/** Six words, to show what a key looks like; it opens nothing. */
const EXAMPLE = 'lami-nuri-saku-dila-bara-fumi';

interface KeyFormProps {
  area: string;
  given: string;
  say: Say;
  onEntered(): Promise<void>;
}

/** The unit's key, typed or from its QR code. */
export function KeyForm({ area, given, say, onEntered }: KeyFormProps) {
  const [typed, setTyped] = useState(given);
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);
  async function enter(): Promise<void> {
    const code = readReceipt(typed);
    if (code === null) return setWrong(say('key.wrong', { example: EXAMPLE }));
    setBusy(true);
    try {
      await ask('POST', `/api/${area}/unit/session`, { credential: receiptText(code) }, {}, 'same-origin');
      await onEntered();
    } catch (error) {
      setWrong(error instanceof Refusal ? error.message : say('key.offline'));
    } finally {
      setBusy(false);
    }
  }
  return (
    <CodeForm
      {...{ typed, wrong, busy, label: say('key.label'), button: say('key.enter') }}
      onTyped={(text) => {
        setTyped(text);
        setWrong('');
      }}
      onEnter={() => void enter()}
    />
  );
}
