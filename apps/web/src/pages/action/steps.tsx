import { type Action, type ChangedWork, COST_BANDS, RING_M } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import forms from '../../account/account.module.css';
import { SelectField, TextField } from '../../account/field.tsx';
import { useArea } from '../../shell/area.tsx';
import { formatDay, formatList, formatNumber } from '../../text/format.ts';
import { nameIn, useLanguage } from '../../text/index.ts';
import { AreaField } from '../lawful/area-field.tsx';
import styles from './action-page.module.css';
import { AreaChoice, firstChoice, useAreaChoices } from './area-choice.tsx';
import { namesIn } from './names-in.ts';
import { OutlineMap } from './outline-map.tsx';
import { Fact, Step } from './step.tsx';
import { useKinds } from './work-query.ts';

const NONE = '';

/** 1: what the matter is, where, and what agreement it belongs to. */
export function MappingStep({ action }: { action: Action }) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { municipality } = useArea();
  const areas = useAreaChoices(action);
  const { work, flags } = action;
  const focusAreas = municipality.agreements.flatMap(({ agreement_id, focus_areas, valid_from, valid_to }) =>
    focus_areas.map(({ code, names }) => ({
      value: `${agreement_id}/${code}`,
      name: `${nameIn(names, language)} (${valid_from.slice(0, 4)}–${valid_to?.slice(0, 4) ?? ''})`,
    })),
  );
  const focus = work.focus_area === null ? NONE : `${work.focus_area.agreement_id}/${work.focus_area.code}`;
  return (
    <Step
      action={action}
      no={1}
      name={t('step.mapping')}
      draft={() => ({
        problem: work.problem,
        focus,
        area: firstChoice(action),
      })}
      fields={(draft, set) => (
        <>
          <AreaField
            label={t('work.problem')}
            note={t('work.problem.note')}
            value={draft.problem}
            onText={(problem) => set({ problem })}
          />
          <div className={forms.fields}>
            <SelectField
              label={t('work.focusArea')}
              value={draft.focus}
              choices={[{ value: NONE, name: t('work.none') }, ...focusAreas]}
              onValue={(value) => set({ focus: value })}
            />
            {!work.frozen && (
              <AreaChoice chosen={draft.area} choices={areas.choices} onChange={(area) => set({ area })} />
            )}
          </div>
        </>
      )}
      sent={({ problem, focus: chosen, area: wished }): Omit<ChangedWork, 'version'> => {
        const [agreement, code] = chosen.split('/');
        const area = work.frozen ? undefined : areas.sent(wished);
        return {
          problem,
          focus_area: code === undefined ? null : { agreement_id: Number(agreement), code },
          ...(area && { area }),
        };
      }}
    >
      <dl className={styles.facts}>
        <Fact name={t('work.problem')}>{work.problem}</Fact>
        <Fact name={t('work.focusArea')}>{focusAreas.find(({ value }) => value === focus)?.name}</Fact>
        <Fact name={t('work.area')}>
          {work.area &&
            [t(`work.area.is.${work.area.origin}`), work.area.name].filter((part) => part !== '').join(': ')}
        </Fact>
        {flags > 0 && <Fact name={t('ground.flags')}>{formatNumber(flags, language)}</Fact>}
      </dl>
      {work.area !== null && <OutlineMap area={work.area.outline} control={work.control} />}
    </Step>
  );
}

/** 2: why it is so, here. */
export function CausesStep({ action }: { action: Action }) {
  const { t } = useTranslation('actions');
  const { work } = action;
  return (
    <Step
      action={action}
      no={2}
      name={t('step.causes')}
      draft={() => ({ causes: work.causes })}
      fields={({ causes }, set) => (
        <AreaField
          label={t('work.causes')}
          note={t('work.causes.note')}
          value={causes}
          onText={(text) => set({ causes: text })}
        />
      )}
      sent={({ causes }) => ({ causes })}
    >
      <dl className={styles.facts}>
        <Fact name={t('work.causes')}>{work.causes}</Fact>
      </dl>
    </Step>
  );
}

/** 3: what is done, by whom, for how much and when. */
export function MeasureStep({ action }: { action: Action }) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const kinds = useKinds();
  const { work } = action;
  const day = (text: string | null): string | null => (text === null ? null : formatDay(text, language));
  const kind = kinds.find(({ code }) => code === work.kind);
  const dates = { starts_on: work.starts_on ?? '', ends_on: work.ends_on ?? '', follow_up_on: work.follow_up_on ?? '' };
  const shown = ['starts_on', 'ends_on', 'follow_up_on'] as const;
  return (
    <Step
      action={action}
      no={3}
      name={t('step.measure')}
      draft={() => ({
        ...{ description: work.description, kind: work.kind ?? NONE, cost: (work.cost_band ?? NONE) as string },
        ...{ owner: work.owner, partners: work.partners.join(', '), ring: String(work.ring_m), ...dates },
      })}
      fields={(draft, set) => (
        <>
          <AreaField
            label={t('work.description')}
            value={draft.description}
            onText={(description) => set({ description })}
          />
          <div className={forms.fields}>
            <SelectField
              label={t('work.kind')}
              value={draft.kind}
              choices={[
                { value: NONE, name: t('work.none') },
                ...kinds.map(({ code, names }) => ({ value: code, name: nameIn(names as never, language) })),
              ]}
              onValue={(value) => set({ kind: value })}
            />
            <SelectField
              label={t('work.cost')}
              value={draft.cost}
              choices={[
                { value: NONE, name: t('work.none') },
                ...COST_BANDS.map((value) => ({ value, name: t(`work.cost.${value}`) })),
              ]}
              onValue={(cost) => set({ cost })}
            />
            <TextField
              label={t('work.owner')}
              note={t('work.owner.note')}
              dir="auto"
              maxLength={80}
              value={draft.owner}
              onText={(owner) => set({ owner })}
            />
            <TextField
              label={t('work.partners')}
              note={t('work.partners.note')}
              dir="auto"
              maxLength={600}
              value={draft.partners}
              onText={(partners) => set({ partners })}
            />
            {!work.frozen &&
              shown.map((name) => (
                <TextField
                  key={name}
                  label={t(`work.${name}`)}
                  type="date"
                  value={draft[name]}
                  onText={(text) => set({ [name]: text })}
                />
              ))}
            {!work.frozen && (
              <TextField
                label={t('work.ring')}
                note={t('work.ring.note')}
                type="number"
                min={RING_M.min}
                max={RING_M.max}
                required
                value={draft.ring}
                onText={(ring) => set({ ring })}
              />
            )}
          </div>
        </>
      )}
      sent={({ description, kind: code, cost, owner, partners, ring, ...chosen }) => ({
        ...{ description, owner, kind: code === NONE ? null : code, partners: namesIn(partners) },
        cost_band: cost === NONE ? null : (cost as (typeof COST_BANDS)[number]),
        ...(!work.frozen && {
          ring_m: Number(ring),
          ...Object.fromEntries(shown.map((name) => [name, chosen[name] === '' ? null : chosen[name]])),
        }),
      })}
    >
      <dl className={styles.facts}>
        <Fact name={t('work.description')}>{work.description}</Fact>
        <Fact name={t('work.kind')}>{kind && nameIn(kind.names as never, language)}</Fact>
        <Fact name={t('work.owner')}>{work.owner}</Fact>
        <Fact name={t('work.partners')}>{formatList(work.partners, language)}</Fact>
        <Fact name={t('work.cost')}>{work.cost_band && t(`work.cost.${work.cost_band}`)}</Fact>
        {shown.map((name) => (
          <Fact key={name} name={t(`work.${name}`)}>
            {day(name === 'follow_up_on' ? work.evaluates_on : work[name])}
          </Fact>
        ))}
      </dl>
    </Step>
  );
}
