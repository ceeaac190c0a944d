import { Action, ANSWER_STATES, type Names } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { SelectField } from '../../account/field.tsx';
import { useMay } from '../../account/session.ts';
import { api } from '../../api.ts';
import { useArea } from '../../shell/area.tsx';
import { nameIn, useLanguage } from '../../text/index.ts';
import { AreaField } from '../lawful/area-field.tsx';
import { type ActFormProps, Frame, Radios } from './act-form.tsx';
import styles from './review.module.css';

type State = (typeof ANSWER_STATES)[number];
const NOTHING = '';
const EMPTY: Names = { sv: '' };

/** What the sender is told, chosen or written, and the action that was made for it. */
export function AnswerForm({ queue, onDecide, ...frame }: ActFormProps) {
  const { t } = useTranslation('review');
  const language = useLanguage();
  const { slug } = useArea().municipality;
  const may = useMay();
  const [state, setState] = useState<State>('planned');
  const readyOnes = queue.answers.filter((answer) => answer.state === state);
  const [text, setText] = useState<Names>(readyOnes[0]?.text ?? EMPTY);
  const [action_id, setAction] = useState(NOTHING);
  const { data: actions = [] } = useQuery({
    queryKey: ['actions', slug],
    queryFn: ({ signal }) => api.get(`/api/${slug}/actions`, z.array(Action), { signal }),
    enabled: may('manage_actions', slug),
  });
  const shipped = readyOnes.find((answer) => answer.text.sv === text.sv);
  const { sv, en, ar } = text;
  const filled = (value: string | undefined): string | undefined => value?.trim() || undefined;
  return (
    <Frame
      {...frame}
      title={t('answer.title')}
      send={t('answer.do')}
      ready={sv.trim() !== ''}
      onSend={() =>
        onDecide({
          ...{ act: 'answer', state, action_id: action_id === NOTHING ? null : action_id },
          text: { sv: sv.trim(), ...(filled(en) && { en: filled(en) }), ...(filled(ar) && { ar: filled(ar) }) },
        })
      }
    >
      <Radios
        legend={t('answer.state')}
        name="state"
        value={state}
        choices={ANSWER_STATES.map((value) => ({ value, says: t(`answer.${value}`) }))}
        onValue={(next) => {
          setState(next);
          setText(queue.answers.find((answer) => answer.state === next)?.text ?? EMPTY);
        }}
      />
      <SelectField
        label={t('answer.choose')}
        value={shipped?.text.sv ?? NOTHING}
        choices={[
          ...readyOnes.map((answer) => ({ value: answer.text.sv, name: nameIn(answer.text, language) })),
          { value: NOTHING, name: t('answer.own') },
        ]}
        onValue={(chosen) => setText(readyOnes.find((answer) => answer.text.sv === chosen)?.text ?? EMPTY)}
      />
      {(['sv', 'en', 'ar'] as const).map((of) => (
        <AreaField
          key={of}
          label={t(`answer.${of}`)}
          required={of === 'sv'}
          value={text[of] ?? ''}
          onText={(written) => setText({ ...text, [of]: written })}
        />
      ))}
      {actions.length > 0 && (
        <SelectField
          label={t('answer.action')}
          value={action_id}
          choices={[
            { value: NOTHING, name: t('answer.noAction') },
            ...actions.map((action) => ({ value: action.action_id, name: action.title })),
          ]}
          onValue={setAction}
        />
      )}
      <p className={styles.note}>{t('answer.note')}</p>
    </Frame>
  );
}
