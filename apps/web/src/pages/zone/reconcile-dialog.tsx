import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ProblemLine } from '../../import/problem-line.tsx';
import help from '../../panels/help.module.css';
import { useProjection } from '../../panels/hot-spots.ts';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { useLanguage } from '../../text/index.ts';
import { squareMetres } from './area-words.ts';
import type { Meeting, OpenPlan } from './open-plan.ts';
import { shapeOf } from './outline.ts';
import type { Conflict } from './reconcile.ts';
import { useSaverWords } from './saver-words.ts';
import { areaOf } from './shape.ts';
import styles from './zone.module.css';

type Choice = 'mine' | 'theirs' | 'both';

/** Somebody saved the plan meanwhile, and both changed the same zones: for each, whose is kept, or both. */
export function ReconcileDialog({ meeting, own }: { meeting: Meeting; own: OpenPlan }) {
  const { t } = useTranslation('zones');
  const saverOf = useSaverWords();
  const { found, theirs } = meeting;
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const isChosen = found.conflicts.every(({ zone_id }) => choices[zone_id] !== undefined);
  return (
    <ModalOverlay className={help.overlay!} isOpen onOpenChange={(open) => !open && own.leaveMeeting()}>
      <Modal className={help.modal!}>
        <Dialog className={help.dialog!}>
          <Heading slot="title" className={help.title!}>
            {t('meet.title')}
          </Heading>
          <p>{t('meet.what', { who: saverOf(theirs.shown.saved_by), version: theirs.shown.version })}</p>
          {found.taken.length > 0 && (
            <p className={styles.soft}>{t('meet.taken', { count: found.taken.length, n: found.taken.length })}</p>
          )}
          {found.conflicts.map((conflict) => (
            <ConflictFields
              key={conflict.zone_id}
              conflict={conflict}
              choice={choices[conflict.zone_id]}
              onChoose={(choice) => setChoices({ ...choices, [conflict.zone_id]: choice })}
            />
          ))}
          <ProblemLine problem={sentenceOf(own.error)} />
          <div className={styles.acts}>
            <SendButton
              type="button"
              className={isChosen ? 'primary' : ''}
              disabled={!isChosen || own.isBusy}
              onClick={() => own.settle(choices)}
            >
              {t('meet.save')}
            </SendButton>
            <button type="button" onClick={own.leaveMeeting}>
              {t('meet.later')}
            </button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

interface ConflictFieldsProps {
  conflict: Conflict;
  choice: Choice | undefined;
  onChoose: (choice: Choice) => void;
}

function ConflictFields({ conflict, choice, onChoose }: ConflictFieldsProps) {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const projected = useProjection();
  const { zone_id, mine, theirs, base } = conflict;
  const said = (zone: Conflict['mine']): string =>
    zone === null
      ? t('meet.gone')
      : t('meet.zone', { name: zone.name, area: squareMetres(areaOf(shapeOf(zone.outline, projected)), language, t) });
  const both = mine !== null && theirs !== null;
  return (
    <fieldset className={styles.conflict}>
      <legend>{(base ?? mine ?? theirs)!.name}</legend>
      {(both ? (['mine', 'theirs', 'both'] as const) : (['mine', 'theirs'] as const)).map((name) => (
        <label key={name} className={styles.choice}>
          <input type="radio" name={zone_id} checked={choice === name} onChange={() => onChoose(name)} />
          <span>
            {t(`meet.${name}`)}
            {name !== 'both' && <small> {said(name === 'mine' ? mine : theirs)}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
