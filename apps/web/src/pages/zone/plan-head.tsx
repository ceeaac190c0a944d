import type { ZonePlan, ZonePlanEntry } from '@lagesbild/contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemLine } from '../../import/problem-line.tsx';
import { Opener } from '../../panels/opener.tsx';
import panel from '../../panels/panel.module.css';
import { useArea } from '../../shell/area.tsx';
import { Icon } from '../../shell/icon.tsx';
import { SendButton } from '../../shell/send-button.tsx';
import { sentenceOf } from '../../shell/sentence.ts';
import { formatDay, formatNumber, localeOf } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { useDrawing } from './drawing.ts';
import type { OpenPlan } from './open-plan.ts';
import { planPath } from './plans.ts';
import { ReadFile } from './read-file.tsx';
import { useSaverWords } from './saver-words.ts';
import styles from './zone.module.css';

interface PlanHeadProps {
  plans: readonly ZonePlanEntry[];
  plan: ZonePlan | null;
  own: OpenPlan;
  onChoose: (plan_id: string | undefined) => void;
}

const FILES = ['geojson', 'gpx', 'kml'] as const;

/** Which plan, how it stands, and how it is saved, published, read in and taken away. */
export function PlanHead({ plans, plan, own, onChoose }: PlanHeadProps) {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const saverOf = useSaverWords();
  const { slug } = useArea().municipality;
  const { mayDraw } = useDrawing();
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const number = (n: number): string => formatNumber(n, language);
  const { isChanged, isBusy, restored } = own;
  const version = plan?.shown.version;
  const isPublished = version !== undefined && plan?.published_version === version;
  return (
    <header className={styles.head}>
      <div className={styles.headRow}>
        <label className={styles.plan}>
          <span className="spoken">{t('plan.label')}</span>
          <select value={plan?.plan_id ?? 'new'} onChange={({ target }) => onChoose(target.value)}>
            {plans.map((one) => (
              <option key={one.plan_id} value={one.plan_id}>
                {one.name}
              </option>
            ))}
            {(mayDraw || plans.length === 0) && <option value="new">{t('plan.new')}</option>}
          </select>
        </label>
        <Link to="/$municipality/zoner/plan" params={{ municipality: slug }} search={true}>
          {t('patrol:title')}
        </Link>
        {mayDraw && <ReadFile />}
        {plan !== null && (
          <Opener
            className={panel.tool}
            label={t('export.title')}
            title={t('export.title')}
            placement="bottom end"
            face={<Icon name="download" />}
          >
            {(close) => (
              <>
                <h2>{t('export.title')}</h2>
                <p className={panel.note}>{t('export.what', { version: number(plan.shown.version) })}</p>
                <ul className={panel.options}>
                  {FILES.map((format) => (
                    <li key={format}>
                      <a
                        className={`${panel.option} ${styles.file}`}
                        href={`${planPath(slug, plan.plan_id)}/zones.${format}?version=${plan.shown.version}`}
                        download
                        onClick={close}
                      >
                        <span>{t(`export.${format}`)}</span>
                        <small dir="ltr">.{format}</small>
                      </a>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </Opener>
        )}
      </div>
      {plan !== null && (
        <p className={styles.soft}>
          {t(isPublished ? 'plan.published' : 'plan.draft', { version: number(plan.shown.version) })}
          {' · '}
          {formatDay(plan.shown.saved_on, language)}
          {' · '}
          {saverOf(plan.shown.saved_by)}
        </p>
      )}
      {restored !== null && (
        <p className={styles.restored} role="status">
          <span>
            {t(restored.orphaned ? 'draft.orphaned' : 'draft.restored', {
              time: new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium', timeStyle: 'short' }).format(
                restored.kept_at,
              ),
            })}
          </span>
          <button type="button" onClick={own.giveUpDraft}>
            {t('draft.giveUp')}
          </button>
        </p>
      )}
      <ProblemLine problem={sentenceOf(own.error)} />
      {mayDraw && isChanged && (
        <form
          className={styles.save}
          onSubmit={(event) => {
            event.preventDefault();
            own.save({ name: name.trim() || t('plan.first'), note: note.trim() });
            setNote('');
          }}
        >
          <div className={styles.headRow}>
            <b>{t('save.unsaved')}</b>
            <SendButton className="primary" disabled={isBusy}>
              {t('save.save')}
            </SendButton>
          </div>
          <div className={styles.saveWords}>
            {plan === null && (
              <label className={panel.field}>
                {t('save.name')}
                <input
                  value={name}
                  maxLength={80}
                  placeholder={t('plan.first')}
                  onChange={({ target }) => setName(target.value)}
                />
              </label>
            )}
            <label className={panel.field}>
              {t('save.note')}
              <input value={note} maxLength={200} onChange={({ target }) => setNote(target.value)} />
            </label>
          </div>
        </form>
      )}
      {mayDraw && plan !== null && !isChanged && !isPublished && (
        <div className={styles.acts}>
          <SendButton type="button" disabled={isBusy} onClick={() => own.publish(plan.shown.version)}>
            {t('publish.do', { version: number(plan.shown.version) })}
          </SendButton>
          <small>{t('publish.what')}</small>
        </div>
      )}
    </header>
  );
}
