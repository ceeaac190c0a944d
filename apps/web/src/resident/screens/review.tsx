/** @jsxImportSource preact */
import { nameIn, useAround, wordsOf } from '../around.ts';
import type { Draft, Step } from '../draft.ts';
import { whereWords } from '../place/where.ts';
import { Question } from '../question.tsx';
import { localeOf, monthIn, type Sentence } from '../speech.ts';

interface ReviewProps {
  draft: Draft;
  onChange(step: Step | 'about'): void;
}

/** Exactly what will be stored, for how long, who reads it, and what the police may be given. */
export function Review({ draft, onChange }: ReviewProps) {
  const around = useAround();
  const { form, speech } = around;
  const { say } = speech;
  const list = new Intl.ListFormat(localeOf(speech.language), { type: 'unit', style: 'short' });
  const worded = (kind: 'reason' | 'help' | 'why_not', codes: readonly string[]): string => {
    const offered = { reason: form.reasons, help: form.helps, why_not: form.why_not }[kind];
    return list.format(offered.filter(({ code }) => codes.includes(code)).map((one) => wordsOf(around, kind, one)));
  };
  const heaviest = form.reasons.find(({ code }) => code === draft.reasons[0]);
  const rows: [Step, Sentence, string][] = [
    ['kind', 'review.kind', say(draft.kind === 'happened' ? 'kind.happened' : `kind.${draft.feeling}`)],
    ['place', 'review.place', draft.where === null ? '' : whereWords(around, draft.where)],
    ['reasons', 'review.reasons', worded('reason', draft.reasons)],
    [
      'when',
      'review.times',
      list.format([
        ...draft.times.map((time) => say(`when.${time}`)),
        draft.days === 'both' ? list.format([say('when.weekday'), say('when.weekend')]) : say(`when.${draft.days}`),
        ...(draft.often === null ? [] : [say(`when.${draft.often}`)]),
      ]),
    ],
  ];
  if (draft.kind === 'happened' && draft.reported !== null)
    rows.push(['reported', 'review.reported', say(`reported.${draft.reported}`)]);
  if (draft.reported === 'no' && draft.whyNot.length > 0)
    rows.push(['why_not', 'review.why_not', worded('why_not', draft.whyNot)]);
  if (draft.strength !== null)
    rows.push(['strength', 'review.strength', say(`strength.${draft.strength}` as 'strength.1')]);
  if (draft.helps.length > 0) rows.push(['help', 'review.helps', worded('help', draft.helps)]);
  if (draft.note.trim() !== '') rows.push(['note', 'review.note', draft.note.trim()]);
  return (
    <Question title={say('review.title')}>
      <p class="police">{say('review.police')}</p>
      <dl class="stored">
        {rows.map(([step, sentence, words]) => (
          <div key={step}>
            <dt>{say(sentence)}</dt>
            <dd>
              <bdi>{words}</bdi>
              {step === 'reasons' && heaviest !== undefined && draft.reasons.length > 1 && (
                <small>
                  {wordsOf(around, 'reason', heaviest)}: {say('reasons.weightiest')}
                </small>
              )}
            </dd>
            <dd>
              <button type="button" class="plain" onClick={() => onChange(step)}>
                {say('review.change')}
                <span class="spoken"> {say(sentence)}</span>
              </button>
            </dd>
          </div>
        ))}
        <div>
          <dt>{say('review.month')}</dt>
          <dd>{monthIn(speech.language, new Date())}</dd>
        </div>
      </dl>
      <button type="button" class="plain" onClick={() => onChange('about')}>
        {say(draft.about === null ? 'review.about' : 'review.about_there')}
      </button>
      <ul class="promises">
        <li>{say('review.only')}</li>
        <li>{form.keep_months === null ? say('review.keep_open') : say('review.keep', { n: form.keep_months })}</li>
        <li>{say('review.who', { area: nameIn(form.names, speech.language) })}</li>
      </ul>
    </Question>
  );
}
