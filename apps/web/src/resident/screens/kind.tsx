/** @jsxImportSource preact */
import type { Feeling, FlagKind } from '@lagesbild/contract';
import { useAround } from '../around.ts';
import { Pick } from '../choice.tsx';
import type { Draft } from '../draft.ts';
import { Question } from '../question.tsx';

interface KindProps {
  draft: Draft;
  onChoose(kind: FlagKind, feeling: Feeling): void;
}

/** How a place feels, or that something happened: never the two in one question. */
export function Kind({ draft, onChoose }: KindProps) {
  const { speech } = useAround();
  const isChosen = (kind: FlagKind, feeling: Feeling): boolean => draft.kind === kind && draft.feeling === feeling;
  return (
    <Question title={speech.say('kind.title')} lead={speech.say('kind.lead')}>
      <h2 id="feels">{speech.say('kind.feels')}</h2>
      {/* biome-ignore lint/a11y/useSemanticElements: buttons that lead on, not fields of a form */}
      <div class="choices two" role="group" aria-labelledby="feels">
        <Pick chosen={isChosen('feels', 'unsafe')} onTap={() => onChoose('feels', 'unsafe')}>
          {speech.say('kind.unsafe')}
        </Pick>
        <Pick chosen={isChosen('feels', 'safe')} onTap={() => onChoose('feels', 'safe')}>
          {speech.say('kind.safe')}
        </Pick>
      </div>
      <div class="choices apart">
        <Pick
          lead={speech.say('kind.happened_lead')}
          chosen={isChosen('happened', 'unsafe')}
          onTap={() => onChoose('happened', 'unsafe')}
        >
          {speech.say('kind.happened')}
        </Pick>
      </div>
    </Question>
  );
}
