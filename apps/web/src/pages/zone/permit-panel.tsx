import { PERMIT_YEARS_MAX, type PermitArea } from '@lagesbild/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemLine } from '../../import/problem-line.tsx';
import { useCity } from '../../panels/city.ts';
import { useProjection } from '../../panels/hot-spots.ts';
import inspector from '../../panels/inspector.module.css';
import panel from '../../panels/panel.module.css';
import { Failure } from '../../shell/failure.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { formatDay, formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { useDrawing } from './drawing.ts';
import type { EditedZone } from './edited-zone.ts';
import { EvidenceDialog } from './evidence-dialog.tsx';
import { HoursGrid, NO_HOURS } from './hours-grid.tsx';
import { outlineOf } from './outline.ts';
import { PermitLegend } from './permit-legend.tsx';
import { standingOf } from './permit-standing.ts';
import type { Permits, PermitWords } from './permits.ts';
import styles from './zone.module.css';
import { ZoneRow } from './zone-row.tsx';

/** Where ordningsvakter may serve, by decisions of the police: drawn, with hours and validity. */
export function PermitPanel({ permits }: { permits: Permits }) {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const { editor, change, mayDraw } = useDrawing();
  const city = useCity();
  if (permits.permits === undefined)
    return permits.error === null ? (
      <p className={panel.note} role="status">
        {t('loading')}
      </p>
    ) : (
      <Failure error={permits.error} retry={permits.retry} />
    );
  const factOf = (permit: PermitArea | undefined): string => {
    if (permit === undefined) return t('permit.unsaved');
    const standing = standingOf(permit, permits.today);
    const day = formatDay(standing.kind === 'early' ? permit.valid_from : permit.valid_to, language);
    if (standing.kind === 'ending' && standing.days === 0) return t('permit.last', { day });
    return standing.kind === 'ending'
      ? t('permit.ending', { day, count: standing.days, n: formatNumber(standing.days, language) })
      : t(`permit.${standing.kind}`, { day });
  };
  const recorded = new Map(permits.permits.map((permit) => [permit.permit_id, permit]));
  return (
    <>
      <p className={panel.note}>{t('permit.what', { n: formatNumber(PERMIT_YEARS_MAX, language) })}</p>
      {editor.zones.length === 0 && (
        <div className={inspector.empty}>
          <b>{t('permit.empty')}</b>
          <span>{t('permit.emptyWhat')}</span>
        </div>
      )}
      <ol className={styles.zones}>
        {editor.zones.map((zone) => {
          const permit = recorded.get(zone.zone_id);
          return (
            <ZoneRow key={zone.zone_id} zone={zone} fact={factOf(permit)}>
              <PermitForm key={permit?.version ?? 0} zone={zone} permit={permit} permits={permits} />
            </ZoneRow>
          );
        })}
      </ol>
      {permits.standings.size > 0 && <PermitLegend />}
      {mayDraw && (
        <div className={inspector.acts}>
          <button
            type="button"
            disabled={city === null}
            onClick={() => {
              change({ do: 'tool', tool: 'draw' });
              city?.focus();
            }}
          >
            {t('permit.draw')}
          </button>
        </div>
      )}
    </>
  );
}

interface PermitFormProps {
  zone: EditedZone;
  permit: PermitArea | undefined;
  permits: Permits;
}

function PermitForm({ zone, permit, permits }: PermitFormProps) {
  const { t } = useTranslation('zones');
  const { change, mayDraw } = useDrawing();
  const [words, setWords] = useState<PermitWords>(
    permit ?? { name: zone.name, decision: '', hours: NO_HOURS, valid_from: '', valid_to: '' },
  );
  const set = (changed: Partial<PermitWords>): void => setWords({ ...words, ...changed });
  const { name, decision, hours, valid_from, valid_to } = words;
  const projected = useProjection();
  const [isAsked, setAsked] = useState(false);
  const isWhole = [name, decision, valid_from, valid_to].every((text) => text.trim() !== '') && hours.includes('1');
  return (
    <form
      className={styles.card}
      onSubmit={(event) => {
        event.preventDefault();
        permits.record({ zone, words: { name: name.trim(), decision: decision.trim(), hours, valid_from, valid_to } });
      }}
    >
      <fieldset className={styles.form} disabled={!mayDraw}>
        <label className={panel.field}>
          {t('card.name')}
          <input value={name} maxLength={80} onChange={({ target }) => set({ name: target.value })} />
        </label>
        <label className={panel.field}>
          {t('permit.decision')}
          <input value={decision} maxLength={120} onChange={({ target }) => set({ decision: target.value })} />
        </label>
        <div className={panel.fields}>
          <label className={panel.field}>
            {t('permit.from')}
            <input type="date" value={valid_from} onChange={({ target }) => set({ valid_from: target.value })} />
          </label>
          <label className={panel.field}>
            {t('permit.to')}
            <input type="date" value={valid_to} onChange={({ target }) => set({ valid_to: target.value })} />
          </label>
        </div>
        <HoursGrid hours={hours} label={t('permit.hours')} onChange={(next) => set({ hours: next })} />
        <ProblemLine problem={sentenceOf(permits.error)} />
        {permits.anyway !== null && permits.askedOf === zone.zone_id && (
          <button type="button" className={styles.danger} disabled={permits.isBusy} onClick={permits.anyway}>
            {t('permit.anyway')}
          </button>
        )}
        {mayDraw && (
          <div className={inspector.acts}>
            <SendButton className={isWhole ? 'primary' : ''} disabled={!isWhole || permits.isBusy}>
              {t('permit.save')}
            </SendButton>
            <button
              type="button"
              className={styles.danger}
              disabled={permits.isBusy}
              onClick={() =>
                permit === undefined
                  ? change({ do: 'delete', zone_id: zone.zone_id })
                  : permits.remove(permit.permit_id)
              }
            >
              {t('permit.remove')}
            </button>
            <button type="button" onClick={() => setAsked(true)}>
              {t('evidence.open')}
            </button>
          </div>
        )}
      </fieldset>
      {isAsked && (
        <EvidenceDialog
          name={name.trim() === '' ? zone.name : name.trim()}
          decision={permit?.decision ?? ''}
          outline={zone.given ?? outlineOf(zone.shape, projected)}
          today={permits.today}
          onClose={() => setAsked(false)}
        />
      )}
    </form>
  );
}
