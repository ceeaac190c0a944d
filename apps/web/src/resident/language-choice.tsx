/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { useAround } from './around.ts';
import { Icon } from './icon.tsx';
import { allListed } from './languages.ts';
import { Question } from './question.tsx';

interface LanguageChoiceProps {
  onChoose(language: string): Promise<void>;
  onClose(): void;
}

/** Every language by its own name, and who has read the one that the page speaks now. */
export function LanguageChoice({ onChoose, onClose }: LanguageChoiceProps) {
  const { speech, additions } = useAround();
  const [failed, setFailed] = useState(false);
  return (
    <>
      <div class="way">
        <button type="button" class="plain back" onClick={onClose}>
          <Icon name="back" turns />
          {speech.say('back')}
        </button>
      </div>
      <Question title={speech.say('language')}>
        <div class="choices two">
          {allListed(additions.languages).map(({ language, name, dir }) => (
            <button
              key={language}
              type="button"
              class="choice"
              lang={language}
              dir={dir}
              aria-current={language === speech.language ? 'true' : undefined}
              onClick={() => onChoose(language).catch(() => setFailed(true))}
            >
              {name}
            </button>
          ))}
        </div>
        {failed && <p role="alert">{speech.say('failed.load')}</p>}
        <p class="foot">
          {speech.say('language.reviewed', { who: speech.reviewed_by ?? '–' })}
          {speech.reviewed_by === null && <br />}
          {speech.reviewed_by === null && speech.say('language.unreviewed')}
        </p>
      </Question>
    </>
  );
}
