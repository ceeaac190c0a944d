import type { Zone, ZonePlan, ZonePlanEntry } from '@lagesbild/contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import inspector from '../../panels/inspector.module.css';
import { arrange } from '../../panels/layout.ts';
import panel from '../../panels/panel.module.css';
import { Failure } from '../../shell/failure.tsx';
import { Icon } from '../../shell/icon.tsx';
import { ZoneProposals } from '../zone-proposal/zone-proposals.tsx';
import { useDrawing } from './drawing.ts';
import type { OpenPlan } from './open-plan.ts';
import { PermitPanel } from './permit-panel.tsx';
import type { Permits } from './permits.ts';
import { PlanHead } from './plan-head.tsx';
import { useTaking } from './taking.tsx';
import type { ZoneDifference } from './version-difference.ts';
import { VersionList } from './version-list.tsx';
import { ZoneList } from './zone-list.tsx';

const TABS = ['zones', 'proposals', 'versions', 'permits'] as const;
export type ZoneTab = (typeof TABS)[number];

interface ZonePanelProps {
  tab: ZoneTab;
  onTab: (tab: ZoneTab) => void;
  plans: UseQueryResult<ZonePlanEntry[]>;
  read: UseQueryResult<ZonePlan>;
  isRead: boolean;
  plan: ZonePlan | null;
  own: OpenPlan;
  permits: Permits;
  onChoose: (plan_id: string | undefined) => void;
  /** Zones that are proposed are drawn here before somebody takes them. */
  onShow: (zones: readonly Zone[]) => void;
  /** What came and went since a version that is looked at is drawn. */
  onCompare: (differences: readonly ZoneDifference[]) => void;
}

/** The plan beside the map: its zones with their figures, what is proposed, its versions, and where ordningsvakter may serve. */
export function ZonePanel({
  tab,
  onTab,
  plans,
  read,
  isRead,
  plan,
  own,
  permits,
  onChoose,
  onShow,
  onCompare,
}: ZonePanelProps) {
  const { t } = useTranslation('zones');
  const error = plans.error ?? read.error;
  const isWaiting = !isRead && error === null;
  const { mayDraw } = useDrawing();
  const take = useTaking();
  const tabs = TABS.filter((name) => mayDraw || name !== 'proposals');
  return (
    <aside className={inspector.inspector} aria-label={t('panel.label')}>
      <div className={inspector.top}>
        <div className={inspector.tabs} role="tablist" aria-label={t('panel.tabs')}>
          {tabs.map((name, i) => (
            <button
              key={name}
              id={`zone-tab-${name}`}
              type="button"
              role="tab"
              aria-selected={tab === name}
              aria-controls="zone-tab-panel"
              tabIndex={tab === name ? 0 : -1}
              onClick={() => onTab(name)}
              onKeyDown={(event) => {
                const along = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
                if (along === 0) return;
                const forward = document.documentElement.dir === 'rtl' ? -along : along;
                const next = tabs[(i + forward + tabs.length) % tabs.length]!;
                onTab(next);
                document.getElementById(`zone-tab-${next}`)?.focus();
              }}
            >
              {t(`tab.${name}`)}
            </button>
          ))}
        </div>
        <button
          type="button"
          className={`${panel.tool} ${panel.small}`}
          aria-label={t('panel.hide')}
          onClick={() => arrange({ inspector: false, sheet: false })}
        >
          <Icon name="close" size={16} />
        </button>
      </div>
      <div id="zone-tab-panel" role="tabpanel" aria-labelledby={`zone-tab-${tab}`} className={inspector.body}>
        {error !== null && !isRead && (
          <Failure error={error} retry={() => void (plans.error === null ? read.refetch() : plans.refetch())} />
        )}
        {isWaiting && (
          <p className={panel.note} role="status">
            {t('loading')}
          </p>
        )}
        {isRead && tab !== 'permits' && <PlanHead plans={plans.data ?? []} plan={plan} own={own} onChoose={onChoose} />}
        {isRead && tab === 'zones' && <ZoneList plan={plan} />}
        {isRead && tab === 'proposals' && (
          <ZoneProposals onShow={onShow} onTake={(zones) => take(zones, () => onTab('zones'))} />
        )}
        {isRead && tab === 'versions' && <VersionList plan={plan} own={own} onCompare={onCompare} />}
        {tab === 'permits' && <PermitPanel permits={permits} />}
      </div>
    </aside>
  );
}
