/** @jsxImportSource preact */
import { useLayoutEffect, useState } from 'preact/hooks';
import { newKey } from '../offline/key.ts';
import { useAround } from './around.ts';
import type { DeliveryHandle } from './delivery.ts';
import { type Draft, EMPTY, flagOf, isComplete, ofKind, type Step, stepsOf } from './draft.ts';
import { Frame } from './frame.tsx';
import type { KeptDraft } from './kept.ts';
import { whereWords } from './place/where.ts';
import { About } from './screens/about.tsx';
import { Emergency } from './screens/emergency.tsx';
import { Kind } from './screens/kind.tsx';
import { Note } from './screens/note.tsx';
import { Outcome } from './screens/outcome.tsx';
import { Place } from './screens/place.tsx';
import { Reasons } from './screens/reasons.tsx';
import { Reported, WhyNot } from './screens/reported.tsx';
import { Review } from './screens/review.tsx';
import { Help, Strength } from './screens/strength.tsx';
import { When } from './screens/when.tsx';

interface TellingProps {
  delivery: DeliveryHandle;
  /** What was begun before, if anything. */
  begun: KeptDraft | null;
  onSpeak(language: string): Promise<void>;
  onReceipt(code: string | null): void;
}

/** Screens that answer by one tap have no button that leads on. */
const ONE_TAP: ReadonlySet<Screen> = new Set(['kind', 'place', 'reported', 'strength']);
/** From here on what is left may stay unanswered. */
const MAY_SKIP: ReadonlySet<Screen> = new Set(['when', 'reported', 'why_not', 'strength', 'help', 'note']);

type Screen = Step | 'about' | 'outcome';

/** Telling about a place, one question after the other. */
export function Telling({ delivery, begun, onSpeak, onReceipt }: TellingProps) {
  const around = useAround();
  const { area, form, shelf, speech } = around;
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [screen, setScreen] = useState<Screen>('emergency');
  /** From the review one comes back to it. */
  const [reviewed, setReviewed] = useState(false);
  const [missing, setMissing] = useState(false);
  const [resumable, setResumable] = useState(begun);

  useLayoutEffect(() => {
    if (draft.kind === null || screen === 'outcome' || screen === 'about') return;
    const day = new Date().toISOString().slice(0, 10);
    // Kept or not, the answers are on the screen.
    shelf.keepDraft({ area, draft, step: screen, day }).catch(() => {});
  }, [shelf, area, draft, screen]);

  const steps = stepsOf(draft, form);
  const show = (next: Screen): void => {
    setMissing(false);
    setScreen(next);
    if (next === 'review') setReviewed(true);
  };
  const change = (changed: Partial<Draft>): void => {
    setMissing(false);
    setDraft({ ...draft, ...changed });
  };
  /** To the next question of the draft as it is now, or back to the review if one came from there. */
  function advance(now: Draft): void {
    const all = stepsOf(now, form);
    const next = all[all.indexOf(screen as Step) + 1]!;
    // An answer that opens a question of its own leads to it first.
    const opens = next === 'why_not' && now.whyNot.length === 0;
    setDraft(now);
    show(reviewed && isComplete(now) && !opens ? 'review' : next);
  }
  const answer = (changed: Partial<Draft>): void => advance({ ...draft, ...changed });

  const isUnanswered =
    (screen === 'reasons' && draft.reasons.length === 0) || (screen === 'when' && draft.times.length === 0);
  function goOn(): void {
    if (isUnanswered) setMissing(true);
    else advance(draft);
  }
  function skip(): void {
    if (isUnanswered) setMissing(true);
    else show('review');
  }
  async function send(): Promise<void> {
    await shelf.dispatch({ key: newKey(), area, flag: flagOf(draft), refused: null });
    setDraft(EMPTY);
    setReviewed(false);
    setResumable(null);
    show('outcome');
    await delivery.send();
  }
  function restart(): void {
    setResumable(null);
    setDraft(EMPTY);
    void shelf.forgetDraft(area);
  }

  if (screen === 'outcome' || (screen === 'emergency' && delivery.arrived.length > 0))
    return (
      <Frame progress={null} onBack={null} onSpeak={onSpeak}>
        <Outcome
          delivery={delivery}
          onReceipt={onReceipt}
          onAgain={() => {
            delivery.clear();
            show('kind');
          }}
        />
      </Frame>
    );

  const place = draft.where === null ? undefined : whereWords(around, draft.where);
  const at = steps.indexOf(screen === 'about' ? 'review' : screen);
  function back(): void {
    if (screen === 'about' || (reviewed && screen !== 'review')) show('review');
    else {
      setReviewed(false);
      show(steps[at - 1]!);
    }
  }
  return (
    <Frame
      progress={at < 1 ? null : { n: at, of: steps.length - 1 }}
      onBack={at < 1 ? null : back}
      onSpeak={onSpeak}
      footer={
        <>
          {missing && (
            <p role="alert" class="missing">
              {speech.say('missing')}
            </p>
          )}
          {screen === 'emergency' && (
            <>
              <button type="button" class="primary" onClick={() => show('kind')}>
                {speech.say('emergency.no')}
              </button>
              <button type="button" class="plain" onClick={() => onReceipt(null)}>
                {speech.say('receipt.open')}
              </button>
            </>
          )}
          {screen === 'review' && (
            <button type="button" class="primary" onClick={() => void send()}>
              {speech.say('review.send')}
            </button>
          )}
          {screen === 'about' && (
            <button type="button" class="primary" onClick={() => show('review')}>
              {speech.say('next')}
            </button>
          )}
          {screen !== 'emergency' && screen !== 'review' && screen !== 'about' && !ONE_TAP.has(screen) && (
            <button type="button" class="primary" onClick={goOn}>
              {speech.say('next')}
            </button>
          )}
          {MAY_SKIP.has(screen) && (
            <button type="button" class="plain" onClick={skip}>
              {speech.say('skip')}
            </button>
          )}
        </>
      }
    >
      {screen === 'emergency' && (
        <Emergency
          waiting={delivery.waiting}
          resumable={resumable !== null}
          onResume={() => {
            setDraft(resumable!.draft);
            show(resumable!.step);
          }}
          onRestart={restart}
        />
      )}
      {screen === 'kind' && <Kind draft={draft} onChoose={(kind, feeling) => advance(ofKind(draft, kind, feeling))} />}
      {screen === 'place' && <Place onChoose={(where) => answer({ where })} />}
      {screen === 'reasons' && <Reasons draft={draft} about={place} onChange={change} />}
      {screen === 'when' && <When draft={draft} about={place} onChange={change} />}
      {screen === 'reported' && <Reported draft={draft} onChoose={(reported) => answer({ reported })} />}
      {screen === 'why_not' && <WhyNot draft={draft} onChange={change} />}
      {screen === 'strength' && <Strength draft={draft} onChoose={(strength) => answer({ strength })} />}
      {screen === 'help' && <Help draft={draft} onChange={change} />}
      {screen === 'note' && <Note draft={draft} onChange={change} />}
      {screen === 'about' && <About draft={draft} onChange={change} />}
      {screen === 'review' && <Review draft={draft} onChange={show} />}
    </Frame>
  );
}
