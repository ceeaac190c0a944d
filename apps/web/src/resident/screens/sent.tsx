/** @jsxImportSource preact */
import type { AnsweredPlaces } from '@lagesbild/contract';
import { useEffect, useState } from 'preact/hooks';
import { addressOf } from '../address.ts';
import { AnsweredItem } from '../answered-item.tsx';
import { useAround } from '../around.ts';
import { Code, codeIn } from '../code.tsx';
import type { DeliveryHandle } from '../delivery.ts';
import type { Arrived } from '../outbox.ts';
import { answeredNear } from '../place/answered.ts';
import type { Qr } from '../qr.tsx';
import { Question } from '../question.tsx';
import { ask } from '../wire.ts';

interface SentProps {
  delivery: DeliveryHandle;
  onReceipt(code: string | null): void;
  onAgain(): void;
}

/** It is there: the code, once, and what others got as an answer nearby. */
export function Sent({ delivery, onReceipt, onAgain }: SentProps) {
  const { area, speech } = useAround();
  const { say } = speech;
  const { arrived, seen } = delivery;
  const keys = arrived.map(({ key }) => key).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each receipt that is shown
  useEffect(() => {
    for (const { key } of arrived) void seen(key);
  }, [keys]);
  return (
    <Question title={say('sent.title')} lead={say('sent.promise', { n: arrived[0]!.receipt.answer_days })}>
      {arrived.map((one) => (
        <Receipt key={one.key} code={one.receipt.receipt} />
      ))}
      <p class="paper">{say('sent.print_lead', { address: `${location.origin}${addressOf(area, 'kvitto')}` })}</p>
      <Nearby arrived={arrived} />
      <div class="choices screen">
        <button type="button" onClick={() => onReceipt(arrived[0]!.receipt.receipt)}>
          {say('sent.see')}
        </button>
        <button type="button" onClick={onAgain}>
          {say('sent.again')}
        </button>
      </div>
    </Question>
  );
}

/** One code, and the ways to take it along. */
function Receipt({ code }: { code: string }) {
  const { area, shelf, speech } = useAround();
  const { say, language } = speech;
  const [copied, setCopied] = useState(false);
  const [kept, setKept] = useState(false);
  const [Drawn, setDrawn] = useState<{ Qr: typeof Qr } | null>(null);
  const link = `${location.origin}${addressOf(area, 'kvitto')}#${code}`;
  const toggleKept = async (): Promise<void> => {
    if (kept) await shelf.forgetCode(code);
    else await shelf.keepCode({ code, area, month: new Date().toISOString().slice(0, 7) });
    setKept(!kept);
  };
  return (
    <section class="receipt" aria-label={say('sent.code')}>
      <h2>{say('sent.code')}</h2>
      <Code code={code} language={language} />
      <p class="lead">{say('sent.code_lead')}</p>
      <div class="row screen">
        {navigator.clipboard !== undefined && (
          <button
            type="button"
            onClick={() => void navigator.clipboard.writeText(codeIn(language, code)).then(() => setCopied(true))}
          >
            {say(copied ? 'sent.copied' : 'sent.copy')}
          </button>
        )}
        <button
          type="button"
          aria-expanded={Drawn !== null}
          onClick={() => (Drawn === null ? void import('../qr.tsx').then(setDrawn) : setDrawn(null))}
        >
          {say(Drawn === null ? 'sent.qr' : 'sent.qr_hide')}
        </button>
        <button type="button" onClick={() => print()}>
          {say('sent.print')}
        </button>
      </div>
      {Drawn !== null && <Drawn.Qr text={link} label={say('sent.qr_label')} />}
      <label class="keep screen">
        <input type="checkbox" checked={kept} onChange={() => void toggleKept()} />
        <span>
          {say(kept ? 'sent.kept' : 'sent.keep')}
          <small>{say('sent.keep_lead')}</small>
        </span>
      </label>
    </section>
  );
}

/** What the municipality has published about places near what was told. */
function Nearby({ arrived }: { arrived: readonly Arrived[] }) {
  const { area, form, plane, speech } = useAround();
  const [answered, setAnswered] = useState<AnsweredPlaces['actions']>([]);
  useEffect(() => {
    // Without an answer there is nothing to offer: what was sent is there all the same.
    ask<AnsweredPlaces>('GET', `/api/${area}/flags/answered`).then(
      ({ actions }) => setAnswered(actions),
      () => {},
    );
  }, [area]);
  const near = answeredNear(answered, arrived, form, plane);
  if (near.length === 0) return null;
  return (
    <section class="screen">
      <h2>{speech.say('nearby.title')}</h2>
      <p class="lead">{speech.say('nearby.lead')}</p>
      <ul class="answers">
        {near.map((action) => (
          <AnsweredItem key={action.text.sv} {...action} />
        ))}
      </ul>
    </section>
  );
}
