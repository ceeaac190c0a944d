/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { nameIn, useAround } from './around.ts';
import { Call } from './call.tsx';
import { Icon } from './icon.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { leave, onEscapeTwice } from './leave.ts';
import { EMERGENCY, POLICE } from './lines.ts';

interface FrameProps {
  /** Which step of how many; null: none is counted. */
  progress: { n: number; of: number } | null;
  onBack: (() => void) | null;
  onSpeak(language: string): Promise<void>;
  /** What leads on. */
  footer?: ComponentChildren;
  children: ComponentChildren;
}

/** What stands around every question: whose page it is, its language, the way out, and whom to call. */
export function Frame({ progress, onBack, onSpeak, footer, children }: FrameProps) {
  const { area, form, shelf, speech, additions } = useAround();
  const [choosing, setChoosing] = useState(false);
  const away = (): void => void leave(shelf, area, additions.leave_to);
  useEffect(() => onEscapeTwice(() => void leave(shelf, area, additions.leave_to)), [shelf, area, additions]);
  return (
    <div class="page">
      <header>
        <strong>
          <bdi>{nameIn(form.names, speech.language)}</bdi>
        </strong>
        <button type="button" class="plain" aria-expanded={choosing} onClick={() => setChoosing(!choosing)}>
          <span class="spoken">{speech.say('language')}</span> <bdi>{speech.name}</bdi>
          <Icon name="down" />
        </button>
        <button type="button" class="plain" title={speech.say('leave.keys')} onClick={away}>
          {speech.say('leave')}
          <Icon name="close" />
        </button>
      </header>
      {choosing ? (
        <LanguageChoice
          onChoose={async (language) => {
            await onSpeak(language);
            setChoosing(false);
          }}
          onClose={() => setChoosing(false)}
        />
      ) : (
        <>
          <div class="way">
            {onBack !== null && (
              <button type="button" class="plain back" onClick={onBack}>
                <Icon name="back" turns />
                {speech.say('back')}
              </button>
            )}
            {progress !== null && (
              <progress
                max={progress.of}
                value={progress.n}
                aria-label={speech.say('progress', { n: progress.n, of: progress.of })}
              />
            )}
          </div>
          {children}
          <footer>
            {footer}
            <p class="now">
              {speech.compose('now', {
                emergency: <Call number={EMERGENCY.number} />,
                police: <Call number={POLICE.number} />,
              })}
            </p>
          </footer>
        </>
      )}
    </div>
  );
}
