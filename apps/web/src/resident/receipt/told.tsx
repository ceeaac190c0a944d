/** @jsxImportSource preact */
import type { FlagState, ReceiptTold } from '@lagesbild/contract';
import { useState } from 'preact/hooks';
import { AnsweredItem } from '../answered-item.tsx';
import { nameIn, useAround, wordsOf } from '../around.ts';
import { CallLine } from '../call.tsx';
import { EMERGENCY, POLICE, SUPPORT } from '../lines.ts';
import { Question } from '../question.tsx';
import { localeOf, monthIn } from '../speech.ts';
import { ask, Refusal } from '../wire.ts';

/** The way of what is answered with something done. */
const WAY = ['received', 'read', 'planned', 'done'] as const satisfies readonly FlagState[];
/** And of what isn't. */
const DECLINED = ['received', 'read', 'declined'] as const satisfies readonly FlagState[];

interface ToldProps {
  code: string;
  told: ReceiptTold;
  onTold(told: ReceiptTold): void;
  onDeleted(): void;
}

/** Where it is now, what is being done, one question, and the way to remove it. */
export function Told({ code, told, onTold, onDeleted }: ToldProps) {
  const around = useAround();
  const { area, form, speech } = around;
  const { say } = speech;
  const [sure, setSure] = useState(false);
  const [wrong, setWrong] = useState('');
  const { state, sent, answer, because, actions, question } = told;
  const way = state === 'declined' ? DECLINED : WAY;
  const list = new Intl.ListFormat(localeOf(speech.language), { type: 'unit', style: 'short' });
  const reasons = sent.reasons.map((reason) =>
    wordsOf(around, 'reason', form.reasons.find((one) => one.code === reason) ?? { code: reason, names: null }),
  );
  const lead = (): string => {
    if (answer !== null) return nameIn(answer, speech.language);
    if (because !== null) return say(`because.${because}`);
    return state === 'received' ? say('status.received_lead', { n: told.answer_days }) : say(`status.${state}_lead`);
  };

  async function trying(work: () => Promise<void>): Promise<void> {
    setWrong('');
    await work().catch((error: unknown) =>
      setWrong(error instanceof Refusal ? error.message || say('failed.detail') : say('receipt.offline')),
    );
  }
  const remove = (): Promise<void> =>
    trying(async () => {
      await ask('POST', `/api/${area}/receipts/delete`, { receipt: code });
      onDeleted();
    });
  const reply = (choice: number): Promise<void> =>
    trying(async () =>
      onTold(await ask<ReceiptTold>('POST', `/api/${area}/receipts/answer`, { receipt: code, choice })),
    );

  return (
    <Question title={say(`status.${state}`)} lead={lead()}>
      {because === 'emergency' && (
        <div class="calls">
          <CallLine line={EMERGENCY} speech={speech} strong />
          {[POLICE, ...SUPPORT].map((line) => (
            <CallLine key={line.number} line={line} speech={speech} />
          ))}
        </div>
      )}
      <p class="sent-short">
        <bdi>{sent.place === null ? say('place.square') : nameIn(sent.place, speech.language)}</bdi>
        {' · '}
        {monthIn(speech.language, new Date(sent.month))}
        {' · '}
        {list.format(reasons)}
      </p>
      <h2>{say('receipt.path')}</h2>
      <ol class="steps">
        {way.map((step, i) => (
          <li
            key={step}
            class={i <= (way as readonly FlagState[]).indexOf(state) ? 'reached' : undefined}
            aria-current={step === state ? 'step' : undefined}
          >
            {say(`status.${step}`)}
          </li>
        ))}
      </ol>
      {actions.length > 0 && (
        <>
          <h2>{say('receipt.answers')}</h2>
          <ul class="answers">
            {actions.map((action) => (
              <AnsweredItem key={action.text.sv} {...action} />
            ))}
          </ul>
        </>
      )}
      {question !== null && <Asked {...{ question, reply }} />}
      <p role="alert" class="missing">
        {wrong}
      </p>
      <button type="button" class="plain" onClick={() => print()}>
        {say('sent.print')}
      </button>
      <div class="screen">
        {sure ? (
          <div class="notice">
            <p>{say('receipt.delete_sure')}</p>
            <div class="row">
              <button type="button" class="danger" onClick={() => void remove()}>
                {say('receipt.delete_yes')}
              </button>
              <button type="button" onClick={() => setSure(false)}>
                {say('receipt.delete_no')}
              </button>
            </div>
          </div>
        ) : (
          <button type="button" class="plain" onClick={() => setSure(true)}>
            {say('receipt.delete')}
          </button>
        )}
      </div>
    </Question>
  );
}

interface AskedProps {
  question: NonNullable<ReceiptTold['question']>;
  reply(choice: number): Promise<void>;
}

/** The municipality's one question, answered once. */
function Asked({ question: { text, choices, answered }, reply }: AskedProps) {
  const { say } = useAround().speech;
  const [chosen, setChosen] = useState<number | null>(null);
  if (answered !== null)
    return (
      <>
        <h2 dir="auto">{text}</h2>
        <p dir="auto">{say('receipt.answered', { answer: answered })}</p>
      </>
    );
  return (
    <form
      class="asked"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== null) void reply(chosen);
      }}
    >
      <h2>{say('receipt.question')}</h2>
      <fieldset class="choices">
        <legend dir="auto">{text}</legend>
        {choices.map((choice, i) => (
          <label key={choice} class="choice">
            <input type="radio" name="answer" checked={chosen === i} onChange={() => setChosen(i)} />
            <bdi>{choice}</bdi>
          </label>
        ))}
      </fieldset>
      <p class="lead">{say('receipt.question_lead')}</p>
      <button type="submit" aria-disabled={chosen === null}>
        {say('receipt.answer')}
      </button>
    </form>
  );
}
