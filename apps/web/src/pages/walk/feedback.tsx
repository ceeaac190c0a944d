import {
  Action,
  type ChangedWalkObservation,
  WALK_STATUSES,
  type Walk,
  WalkObservation,
  type WalkStatus,
} from '@lagesbild/contract';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { SelectField, TextField } from '../../account/field.tsx';
import { useMay } from '../../account/session.ts';
import { ApiProblem, api } from '../../api.ts';
import { ProblemLine } from '../../import/problem-line.tsx';
import { RESEND_HEADER } from '../../resend-key.ts';
import { useArea } from '../../shell/area.tsx';
import { Icon } from '../../shell/icon.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { formatDay, formatNumber } from '../../text/format.ts';
import { nameIn, useLanguage } from '../../text/index.ts';
import live from '../dialogue/live/live.module.css';
import { Photos } from './photos.tsx';
import styles from './walk.module.css';
import type { WalkPageProps } from './walk-page.tsx';
import { useRenew } from './walk-query.ts';
import { useWalkWords } from './words.ts';

/** What was seen, by whom it is passed on to: for the meeting afterwards, on the screen and on paper. */
export function Feedback({ walk, managers, holds }: WalkPageProps) {
  const { t } = useTranslation('walks');
  const language = useLanguage();
  const words = useWalkWords();
  const { on, held } = walk.dates.walk;
  const codes = [...managers.map(({ code }) => code), null].filter((code) =>
    walk.observations.some(({ manager }) => manager === code),
  );
  return (
    <div className={styles.sheet}>
      <p className={live.note}>
        {on !== null && held && t('entry.held', { step: t('step.walk'), day: formatDay(on, language) })}
        {walk.taking_part.length > 0 &&
          ` · ${walk.taking_part.map(({ group, n }) => `${words.group(group)} ${formatNumber(n, language)}`).join(', ')}`}
        {walk.demonstration && ` · ${t('demonstration')}`}
      </p>
      {walk.observations.length === 0 ? (
        <p className={live.note}>{t('feedback.none')}</p>
      ) : (
        <div className={`${styles.acts} ${styles.unprinted}`}>
          <button type="button" onClick={() => print()}>
            <Icon name="print" size={18} /> {t('print')}
          </button>
        </div>
      )}
      {codes.map((code) => (
        <section key={code ?? ''} className={styles.manager} aria-labelledby={`of-${code ?? 'none'}`}>
          <h2 id={`of-${code ?? 'none'}`}>{words.manager(managers, code)}</h2>
          <ul>
            {walk.observations
              .filter(({ manager }) => manager === code)
              .map((observation) => (
                <li key={observation.observation_id}>
                  <Told walk={walk} observation={observation} managers={managers} holds={holds} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

interface ToldProps extends Pick<WalkPageProps, 'walk' | 'managers' | 'holds'> {
  observation: WalkObservation;
}

/** One observation, and what becomes of it. */
function Told({ walk, observation, managers, holds }: ToldProps) {
  const { t } = useTranslation('walks');
  const language = useLanguage();
  const words = useWalkWords();
  const { slug } = useArea().municipality;
  const renew = useRenew();
  const { observation_id, stop_id, version, note, status, because, photos, revisits } = observation;
  const looked = revisits.at(-1);
  const at = `/api/${slug}/walks/${walk.walk_id}/observations/${observation_id}`;
  /** A status that waits for its reason. */
  const [waiting, setWaiting] = useState<WalkStatus | null>(null);
  const chosen = waiting ?? status;
  const [why, setWhy] = useState(because);
  const change = useMutation({
    mutationFn: (changed: Omit<ChangedWalkObservation, 'version'>) =>
      api.patch(at, { ...changed, version } satisfies ChangedWalkObservation, WalkObservation),
    onSuccess: async () => {
      await renew();
      setWaiting(null);
    },
  });
  const isStale = change.error instanceof ApiProblem && change.error.code === 'walk_observation_changed';
  const readAgain = async (): Promise<void> => {
    await renew();
    setWaiting(null);
    change.reset();
  };
  const choose = (next: WalkStatus): void => {
    setWaiting(next);
    if (next !== 'cannot') change.mutate({ status: next });
  };
  return (
    <article className={styles.told}>
      <h3>
        {words.stop(walk.stops, stop_id)}: {words.seen(observation)}
      </h3>
      {note !== '' && <p dir="auto">{note}</p>}
      <Photos at={at} photos={photos} holds={holds} />
      {holds ? (
        <div className={`${forms.fields} ${styles.unprinted}`}>
          <SelectField
            label={t('status')}
            value={chosen}
            choices={WALK_STATUSES.map((value) => ({ value, name: t(`status.${value}`) }))}
            onValue={choose}
          />
          <SelectField
            label={t('manager')}
            value={observation.manager ?? ''}
            choices={[
              { value: '', name: t('manager.none') },
              ...managers.map(({ code, names }) => ({ value: code, name: nameIn(names, language) })),
            ]}
            onValue={(code) => change.mutate({ manager: code === '' ? null : code })}
          />
          {chosen === 'cannot' && (
            <form
              className={styles.why}
              onSubmit={(event) => {
                event.preventDefault();
                change.mutate({ status: 'cannot', because: why });
              }}
            >
              <TextField
                label={t('because')}
                required
                dir="auto"
                maxLength={300}
                autoComplete="off"
                value={why}
                onText={setWhy}
              />
              <SendButton type="submit" disabled={change.isPending || why.trim() === ''}>
                {t('save')}
              </SendButton>
            </form>
          )}
        </div>
      ) : null}
      <p className={holds ? styles.printed : undefined}>
        {t('status')}: {t(`status.${status}`)}
        {because !== '' && ` – ${because}`}
      </p>
      {looked !== undefined && (
        <p>{t('revisit.on', { day: formatDay(looked.on, language), state: t(`revisit.${looked.state}`) })}</p>
      )}
      <ProblemLine problem={sentenceOf(change.error)} />
      {isStale && (
        <div className={styles.acts}>
          <button type="button" onClick={() => void readAgain()}>
            {t('observation.readAgain')}
          </button>
        </div>
      )}
      <ToAction walk={walk} observation={observation} onMade={(action_id) => change.mutateAsync({ action_id })} />
    </article>
  );
}

/** The action that an observation was made into, or the way to make it one. */
function ToAction({
  walk,
  observation,
  onMade,
}: {
  walk: Walk;
  observation: WalkObservation;
  onMade: (action_id: string) => Promise<unknown>;
}) {
  const { t } = useTranslation('walks');
  const words = useWalkWords();
  const { slug } = useArea().municipality;
  const may = useMay();
  const { observation_id, action_id, stop_id } = observation;
  const make = useMutation({
    async mutationFn() {
      const { cell } = walk.stops.find((stop) => stop.stop_id === stop_id)!;
      const action = {
        title: `${words.stop(walk.stops, stop_id)}: ${words.seen(observation)}`.slice(0, 120),
        ...{ where: { cell }, status: 'planned', done_on: null, public_text: null },
        ...{ rests_on: 'other', rests_on_what: t('action.restsOn', { name: walk.name }).slice(0, 200) },
      };
      // By the observation's own number: pressed again because no answer came, it is the same action.
      const headers = { [RESEND_HEADER]: observation_id };
      const made = await api.post(`/api/${slug}/actions`, action, Action, { headers });
      await onMade(made.action_id);
    },
  });
  if (!may('manage_actions', slug)) return null;
  return (
    <div className={styles.unprinted}>
      <ProblemLine problem={sentenceOf(make.error)} />
      {action_id === null ? (
        <SendButton type="button" disabled={make.isPending} onClick={() => make.mutate()}>
          {t('action.make')}
        </SendButton>
      ) : (
        <Link to="/$municipality/atgarder/$action" params={{ municipality: slug, action: action_id }} search={true}>
          {t('action.open')}
        </Link>
      )}
    </div>
  );
}
