import type { Action, ChangedWork } from '@lagesbild/contract';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { useMay } from '../../account/session.ts';
import { announce } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import styles from './action-page.module.css';
import { FormFoot } from './form-foot.tsx';
import { useChangeWork } from './work-query.ts';

interface StepProps<Draft> {
  action: Action;
  /** 1 to 4, as the process has them */
  no: number;
  name: string;
  /** what is written, as it is */
  children: ReactNode;
  /** what can be changed, and how it is sent; left out where nothing can be */
  draft?: () => Draft;
  fields?: (draft: Draft, set: (change: Partial<Draft>) => void) => ReactNode;
  sent?: (draft: Draft) => Omit<ChangedWork, 'version'>;
}

/** One step of the four: read as it is, and changed in place. */
export function Step<Draft extends object>({ action, no, name, children, draft, fields, sent }: StepProps<Draft>) {
  const { t } = useTranslation('actions');
  const { slug } = useArea().municipality;
  const may = useMay();
  const id = useId();
  const [changed, setChanged] = useState<Draft | null>(null);
  const change = useChangeWork(action.action_id, action.work.version, () => {
    announce(t('done.saved'));
    setChanged(null);
  });
  const isOpen = changed !== null && fields !== undefined && sent !== undefined;
  return (
    <section className={styles.step} aria-labelledby={id}>
      <h2 id={id}>
        <span aria-hidden="true" className={styles.no}>
          {no}
        </span>
        {name}
      </h2>
      {isOpen ? (
        <form
          className={forms.form}
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate(sent(changed));
          }}
        >
          {fields(changed, (more) => setChanged((before) => ({ ...before!, ...more })))}
          <FormFoot sending={change} onCancel={() => setChanged(null)} />
        </form>
      ) : (
        <>
          {children}
          {draft !== undefined && may('work_on_actions', slug) && (
            <div className={styles.screen}>
              <button type="button" onClick={() => setChanged(draft())}>
                {t('work.change', { step: name })}
              </button>
            </div>
          )}
        </>
      )}
    </section>
  );
}

/** A fact of an action, or that it isn't written yet. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  const { t } = useTranslation('actions');
  const isEmpty = children === null || children === '' || children === undefined;
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{isEmpty ? <span className={styles.missing}>{t('work.missing')}</span> : children}</dd>
    </div>
  );
}
