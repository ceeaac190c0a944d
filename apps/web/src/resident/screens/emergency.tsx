/** @jsxImportSource preact */
import { useAround } from '../around.ts';
import { CallLine } from '../call.tsx';
import { EMERGENCY, POLICE, SUPPORT } from '../lines.ts';
import { Question } from '../question.tsx';

interface EmergencyProps {
  /** How many wait to be sent. */
  waiting: number;
  resumable: boolean;
  onResume(): void;
  onRestart(): void;
}

/** First of all: is it happening now? */
export function Emergency({ waiting, resumable, onResume, onRestart }: EmergencyProps) {
  const { form, speech } = useAround();
  return (
    <Question title={speech.say('emergency.title')} lead={speech.say('emergency.lead')}>
      {waiting > 0 && <p class="notice">{speech.say('queued.wait', { n: waiting })}</p>}
      {resumable && (
        <div class="notice">
          <p>{speech.say('resume.title')}</p>
          <div class="row">
            <button type="button" onClick={onResume}>
              {speech.say('resume.continue')}
            </button>
            <button type="button" class="plain" onClick={onRestart}>
              {speech.say('resume.restart')}
            </button>
          </div>
        </div>
      )}
      <div class="calls">
        <CallLine line={EMERGENCY} speech={speech} strong />
        <CallLine line={POLICE} speech={speech} />
        {form.fault_line !== null && (
          <CallLine line={{ sentence: 'line.fault', number: form.fault_line }} speech={speech} />
        )}
      </div>
      <h2>{speech.say('emergency.support')}</h2>
      <div class="calls quiet">
        {SUPPORT.map((line) => (
          <CallLine key={line.number} line={line} speech={speech} />
        ))}
      </div>
      <p class="foot">{speech.say('emergency.history')}</p>
    </Question>
  );
}
