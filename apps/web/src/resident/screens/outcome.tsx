/** @jsxImportSource preact */
import { useAround } from '../around.ts';
import type { DeliveryHandle } from '../delivery.ts';
import { Question } from '../question.tsx';
import { Sent } from './sent.tsx';

interface OutcomeProps {
  delivery: DeliveryHandle;
  onReceipt(code: string | null): void;
  onAgain(): void;
}

/** What became of what was sent: there, on its way, kept until there is a connection, or refused. */
export function Outcome({ delivery, onReceipt, onAgain }: OutcomeProps) {
  const { speech } = useAround();
  const { say } = speech;
  const { arrived, refused, waiting, busy, working } = delivery;
  if (working)
    return (
      <Question title={say('work.title')} lead={say('work.lead')}>
        <progress class="working" aria-label={say('work.title')} />
      </Question>
    );
  if (arrived.length > 0) return <Sent delivery={delivery} onReceipt={onReceipt} onAgain={onAgain} />;
  if (refused.length > 0)
    return (
      <Question title={say('refused.title')} lead={refused.map((one) => one.refused).join(' ')}>
        <p class="lead">{say('refused.lead')}</p>
        <button type="button" onClick={() => void delivery.drop(refused[0]!.key).then(onAgain)}>
          {say('queued.drop')}
        </button>
      </Question>
    );
  if (waiting > 0)
    return (
      <Question title={say('queued.title')} lead={say('queued.lead')}>
        <p class="notice">
          {say('queued.wait', { n: waiting })} {say('queued.close')}
        </p>
        <div class="choices">
          <button type="button" class="primary" aria-disabled={busy} onClick={() => void delivery.send()}>
            {say('queued.send')}
          </button>
          <button type="button" onClick={onAgain}>
            {say('sent.again')}
          </button>
          <button type="button" class="plain" onClick={() => void delivery.drop().then(onAgain)}>
            {say('queued.drop')}
          </button>
        </div>
      </Question>
    );
  return (
    <Question title={say('review.sending')}>
      <progress class="working" aria-label={say('review.sending')} />
    </Question>
  );
}
