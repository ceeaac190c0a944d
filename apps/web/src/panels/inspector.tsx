import { useTranslation } from 'react-i18next';
import { useView } from '../filter.ts';
import { useArea } from '../shell/area.tsx';
import { Icon } from '../shell/icon.tsx';
import { CategoryList } from './category-list.tsx';
import { GapCard } from './gap-card.tsx';
import { HotSpotCard } from './hot-spot-card.tsx';
import { HotSpotList } from './hot-spot-list.tsx';
import { IncidentCard } from './incident-card.tsx';
import { IncidentList } from './incident-list.tsx';
import styles from './inspector.module.css';
import { arrange, type Layout, useLayout } from './layout.ts';
import { Overview, SelectionHead } from './overview.tsx';
import panel from './panel.module.css';
import { useSeesPerception } from './perception.ts';
import { PerceptionPanel } from './perception-panel.tsx';
import { PlaceCard } from './place-card.tsx';
import { placeBySlug } from './place-facts.ts';
import { SaidCard } from './said-card.tsx';
import { isSaidKey } from './said-here.ts';

const TABS = ['overview', 'spots', 'perception', 'categories', 'incidents'] as const satisfies readonly Layout['tab'][];

/** What is selected, in figures: the whole selection, one place, or one incident. */
export function Inspector() {
  const { t } = useTranslation('panels');
  const { places } = useArea();
  const { at, setView } = useView();
  const { tab } = useLayout();
  const place = placeBySlug(places, at);
  const incident = at?.startsWith('i:') ? Number(at.slice(2)) : null;
  const hotSpot = at?.startsWith('s:') ? at : null;
  const gap = at?.startsWith('g:') ? at : null;
  const sees = useSeesPerception();
  const said = sees && isSaidKey(at) ? at : null;
  const tabs = TABS.filter((name) => name !== 'perception' || sees);
  const one = place !== undefined || incident !== null || hotSpot !== null || gap !== null || said !== null;
  const open = (name: Layout['tab']): void => {
    arrange({ tab: name });
    if (one) setView({ at: undefined });
  };
  return (
    <aside className={styles.inspector} aria-label={t('inspector.label')}>
      <div className={styles.top}>
        <div className={styles.tabs} role="tablist" aria-label={t('inspector.tabs')}>
          {tabs.map((name, i) => (
            <button
              key={name}
              id={`tab-${name}`}
              type="button"
              role="tab"
              aria-selected={tab === name}
              aria-controls="tab-panel"
              tabIndex={tab === name ? 0 : -1}
              onClick={() => open(name)}
              onKeyDown={(event) => {
                const along = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
                if (along === 0) return;
                const forward = document.documentElement.dir === 'rtl' ? -along : along;
                const next = tabs[(i + forward + tabs.length) % tabs.length]!;
                open(next);
                document.getElementById(`tab-${next}`)?.focus();
              }}
            >
              {t(`inspector.${name}`)}
            </button>
          ))}
        </div>
        <button
          type="button"
          className={`${panel.tool} ${panel.small}`}
          aria-label={t('inspector.hide')}
          onClick={() => arrange({ inspector: false, sheet: false })}
        >
          <Icon name="close" size={16} />
        </button>
      </div>
      <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} className={styles.body}>
        {one ? (
          <>
            <button
              type="button"
              className={`${panel.quiet} ${styles.back}`}
              onClick={() => setView({ at: undefined })}
            >
              <Icon name="back" size={16} />
              {t('inspector.back')}
            </button>
            {place !== undefined && <PlaceCard place={place} />}
            {incident !== null && <IncidentCard incident_id={incident} />}
            {hotSpot !== null && <HotSpotCard at={hotSpot} />}
            {gap !== null && <GapCard at={gap} />}
            {said !== null && <SaidCard at={said} />}
          </>
        ) : (
          <>
            <SelectionHead />
            {tab === 'overview' && <Overview />}
            {tab === 'spots' && <HotSpotList />}
            {tab === 'perception' && sees && <PerceptionPanel />}
            {tab === 'categories' && <CategoryList />}
            {tab === 'incidents' && <IncidentList />}
          </>
        )}
      </div>
    </aside>
  );
}
