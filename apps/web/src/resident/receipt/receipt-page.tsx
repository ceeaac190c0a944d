/** @jsxImportSource preact */
import type { ReceiptTold } from '@lagesbild/contract';
import { readReceipt, receiptText } from '@lagesbild/contract/receipt-code';
import { useEffect, useState } from 'preact/hooks';
import { useAround } from '../around.ts';
import { codeIn } from '../code.tsx';
import { CodeForm } from '../code-form.tsx';
import { Frame } from '../frame.tsx';
import type { KeptCode } from '../kept.ts';
import { Question } from '../question.tsx';
import { ask, Refusal } from '../wire.ts';
import { Told } from './told.tsx';

/** Six words, to show what a code looks like; it finds nothing. */
const EXAMPLE = 'lami-nuri-saku-dila-bara-fumi';

interface ReceiptPageProps {
  /** A code that came along. */
  given: string | null;
  onSpeak(language: string): Promise<void>;
  onTell(): void;
}

type Found = { code: string; told: ReceiptTold };

/** A code, and what became of what was told by it. */
export function ReceiptPage({ given, onSpeak, onTell }: ReceiptPageProps) {
  const { area, shelf, speech } = useAround();
  const { say } = speech;
  const [typed, setTyped] = useState(given ?? '');
  const [kept, setKept] = useState<readonly KeptCode[]>([]);
  const [found, setFound] = useState<Found | null>(null);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState('');
  const [deleted, setDeleted] = useState(false);

  const listKept = (): void => void shelf.codes(area).then(setKept);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, and with the code that came along
  useEffect(() => {
    listKept();
    if (given !== null) void look(given);
  }, []);

  async function look(text: string): Promise<void> {
    const code = readReceipt(text);
    if (code === null) return setWrong(say('receipt.unreadable', { example: codeIn(speech.language, EXAMPLE) }));
    setBusy(true);
    setWrong('');
    try {
      const receipt = receiptText(code);
      setFound({ code: receipt, told: await ask<ReceiptTold>('POST', `/api/${area}/receipts/look`, { receipt }) });
    } catch (error) {
      if (!(error instanceof Refusal)) setWrong(say('receipt.offline'));
      else setWrong(error.status === 404 ? say('receipt.unknown') : error.message || say('failed.detail'));
    } finally {
      setBusy(false);
    }
  }
  async function forget(code: string): Promise<void> {
    await shelf.forgetCode(code);
    listKept();
  }
  function other(): void {
    setFound(null);
    setDeleted(false);
    setTyped('');
    listKept();
  }

  const footer = (
    <button type="button" class="plain" onClick={onTell}>
      {say('receipt.tell')}
    </button>
  );
  if (deleted)
    return (
      <Frame progress={null} onBack={other} onSpeak={onSpeak} footer={footer}>
        <Question title={say('receipt.deleted')} lead={say('receipt.deleted_lead')}>
          {null}
        </Question>
      </Frame>
    );
  if (found !== null)
    return (
      <Frame progress={null} onBack={other} onSpeak={onSpeak} footer={footer}>
        <Told
          {...found}
          onTold={(told) => setFound({ ...found, told })}
          onDeleted={() => {
            void forget(found.code);
            setDeleted(true);
          }}
        />
      </Frame>
    );
  return (
    <Frame progress={null} onBack={onTell} onSpeak={onSpeak} footer={footer}>
      <Question title={say('receipt.title')} lead={say('receipt.lead')}>
        <CodeForm
          {...{ typed, wrong, busy, label: say('receipt.label') }}
          button={say(busy ? 'receipt.looking' : 'receipt.look')}
          onTyped={(text) => {
            setTyped(text);
            setWrong('');
          }}
          onEnter={() => void look(typed)}
        />
        {kept.length > 0 && (
          <>
            <h2>{say('receipt.kept')}</h2>
            <ul class="kept">
              {kept.map(({ code }) => (
                <li key={code}>
                  <button type="button" onClick={() => void look(code)}>
                    <bdi>{codeIn(speech.language, code).split('-').slice(0, 3).join(' ')} …</bdi>
                  </button>
                  <button type="button" class="plain" onClick={() => void forget(code)}>
                    {say('receipt.forget')}
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </Question>
    </Frame>
  );
}
