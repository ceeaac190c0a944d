import { PROPOSAL_WEIGHTS, PROPOSALS, type ProposalKind, type ProposalWeight } from '@lagesbild/contract';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFilter } from '../../filter.ts';
import { HOUR_PRESETS, sameSelection } from '../../panels/hour-presets.ts';
import panel from '../../panels/panel.module.css';
import { useArea } from '../../shell/area.tsx';
import type { Wish } from './asked.ts';
import styles from './zone-proposal.module.css';

interface ProposalFormProps {
  wish: Wish;
  onWish: (wish: Wish) => void;
  onAsk: () => void;
  /** What stands where the form is sent while it is worked on. */
  children: ReactNode;
}

const KINDS = ['covering', 'balanced'] as const satisfies readonly ProposalKind[];
const TOLERANCES = [0.05, 0.1, 0.15, 0.2, 0.3] as const;
const RADII_M = [100, 150, 250, 400, 600] as const;

/** What kind of zones, how many or for how many minutes, and in which hours. */
export function ProposalForm({ wish, onWish, onAsk, children }: ProposalFormProps) {
  const { t } = useTranslation('proposals');
  const id = useId();
  const { filter, setFilter } = useFilter();
  const hasWeights = useArea().municipality.categories.some(({ harm_weight }) => harm_weight !== null);
  const { zones, minutes, visit_min } = PROPOSALS[wish.kind].parameters;
  const preset = HOUR_PRESETS.find(({ selection }) => sameSelection(filter, selection));
  const isOwn = preset === undefined && (filter.hours !== undefined || filter.weekdays !== undefined);
  const change = (part: Partial<Wish>): void => onWish({ ...wish, ...part });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onAsk();
      }}
    >
      <fieldset className={styles.kinds}>
        <legend>{t('kind')}</legend>
        {KINDS.map((kind) => (
          <label key={kind}>
            <input
              type="radio"
              name={`${id}-kind`}
              checked={wish.kind === kind}
              onChange={() => change({ kind, zones: Math.max(wish.zones, PROPOSALS[kind].parameters.zones.min) })}
            />
            <span>
              {t(`kind.${kind}`)}
              <small>{t(`kind.${kind}.what`)}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset className={styles.amount}>
        <legend>{t('amount')}</legend>
        {(['zones', 'minutes'] as const).map((by) => (
          <label key={by}>
            <input type="radio" name={`${id}-by`} checked={wish.by === by} onChange={() => change({ by })} />
            {t(`by.${by}`)}
          </label>
        ))}
      </fieldset>
      <div className={styles.fields}>
        {wish.by === 'zones' ? (
          <Amount
            key="zones"
            label={t('zones')}
            value={wish.zones}
            range={zones}
            onChange={(n) => change({ zones: n })}
          />
        ) : (
          <Amount
            key="minutes"
            label={t('minutes')}
            value={wish.minutes}
            range={{ ...minutes, min: 1 }}
            onChange={(n) => change({ minutes: n })}
          />
        )}
        <Amount
          label={t('visit')}
          value={wish.visit_min}
          range={visit_min}
          onChange={(n) => change({ visit_min: n })}
        />
        {wish.kind === 'covering' ? (
          <label className={panel.field}>
            {t('radius')}
            <select value={wish.radius_m} onChange={({ target }) => change({ radius_m: Number(target.value) })}>
              {RADII_M.map((metres) => (
                <option key={metres} value={metres}>
                  {t('metres', { n: metres })}
                </option>
              ))}
            </select>
          </label>
        ) : (
          <label className={panel.field}>
            {t('tolerance')}
            <select value={wish.tolerance} onChange={({ target }) => change({ tolerance: Number(target.value) })}>
              {TOLERANCES.map((share) => (
                <option key={share} value={share}>
                  {t('plusMinus', { n: Math.round(100 * share) })}
                </option>
              ))}
            </select>
          </label>
        )}
        <label className={panel.field}>
          {t('weight')}
          <select
            value={wish.weight_by}
            onChange={({ target }) => change({ weight_by: target.value as ProposalWeight })}
          >
            {PROPOSAL_WEIGHTS.map((weight) => (
              <option key={weight} value={weight} disabled={weight === 'harm' && !hasWeights}>
                {weight === 'harm' && !hasWeights ? t('weight.harm.none') : t(`weight.${weight}`)}
              </option>
            ))}
          </select>
        </label>
        <label className={panel.field}>
          {t('hours')}
          <select
            value={preset?.name ?? (isOwn ? 'own' : 'all')}
            onChange={({ target }) => {
              const chosen = HOUR_PRESETS.find(({ name }) => name === target.value)?.selection;
              if (target.value === 'own') return;
              setFilter(({ hours: _h, weekdays: _w, ...rest }) => ({ ...rest, ...(chosen as object | undefined) }));
            }}
          >
            <option value="all">{t('hours.all')}</option>
            {isOwn && <option value="own">{t('hours.own')}</option>}
            {HOUR_PRESETS.map(({ name }) => (
              <option key={name} value={name}>
                {t(`hours.${name}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p className={panel.note}>{t('evidence')}</p>
      {children}
    </form>
  );
}

interface AmountProps {
  label: string;
  value: number;
  range: { readonly min: number; readonly max: number };
  onChange: (value: number) => void;
}

function Amount({ label, value, range: { min, max }, onChange }: AmountProps) {
  return (
    <label className={panel.field}>
      {label}
      <input
        type="number"
        inputMode="numeric"
        required
        min={min}
        max={max}
        step={1}
        value={Number.isNaN(value) ? '' : value}
        onChange={({ target }) => onChange(target.valueAsNumber)}
      />
    </label>
  );
}
