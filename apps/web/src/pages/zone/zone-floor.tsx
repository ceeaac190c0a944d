import type { Zone, ZonePlan } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../account/session.ts';
import type { CityMap } from '../../map/city-map.ts';
import { Floor } from '../../panels/floor.tsx';
import { useProjection } from '../../panels/hot-spots.ts';
import { arrange, useLayout } from '../../panels/layout.ts';
import panel from '../../panels/panel.module.css';
import floor from '../../panels/workspace.module.css';
import { installationQuery, useArea } from '../../shell/area.tsx';
import { Icon } from '../../shell/icon.tsx';
import { nameIn, useLanguage } from '../../text/index.ts';
import { type Drawing, DrawingContext, useEditor } from './drawing.ts';
import { DrawingBar } from './drawing-bar.tsx';
import { DrawingHelp } from './drawing-help.tsx';
import { useDrawingKeys } from './drawing-keys.ts';
import { useDrawingPaste } from './drawing-paste.ts';
import { type EditedZone, edited } from './edited-zone.ts';
import { FiguresContext, useDrawnFigures } from './figures.ts';
import { adoptDraft } from './kept-draft.ts';
import { useOpenPlan } from './open-plan.ts';
import { usePermits } from './permits.ts';
import { newestOf, plansQuery } from './plans.ts';
import { ReconcileDialog } from './reconcile-dialog.tsx';
import { Taking } from './taking.tsx';
import { ToolStrip } from './tool-strip.tsx';
import type { ZoneDifference } from './version-difference.ts';
import styles from './zone.module.css';
import { boundsOfShapes } from './zone-bounds.ts';
import { ZoneCanvas } from './zone-canvas.tsx';
import { ZonePanel, type ZoneTab } from './zone-panel.tsx';

/** Which plan the address names. */
function useChosenPlan(): [string | undefined, (plan_id: string | undefined) => void] {
  const chosen = useRouterState({ select: ({ location }) => new URLSearchParams(location.searchStr).get('plan') });
  const navigate = useNavigate();
  const choose = useCallback(
    (plan: string | undefined) =>
      void navigate({ to: '.', search: ((before: object) => ({ ...before, plan })) as never }),
    [navigate],
  );
  return [chosen ?? undefined, choose];
}

/** The map with the zones of one plan, and what is said of them beside it. */
export function ZoneFloor() {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const { municipality } = useArea();
  const { slug } = municipality;
  const may = useMay();
  const mayDraw = may('draw_zones', slug);
  const { data: installation } = useQuery(installationQuery);
  const [city, setCity] = useState<CityMap | null>(null);
  const [webgl, setWebgl] = useState(true);
  const [tab, setTab] = useState<ZoneTab>('zones');
  const [help, setHelp] = useState(false);
  const { inspector } = useLayout();

  const plans = useQuery(plansQuery(slug));
  const [asked, choose] = useChosenPlan();
  const plan_id =
    asked === 'new' ? null : (plans.data?.find((plan) => plan.plan_id === asked) ?? plans.data?.[0])?.plan_id;
  useEffect(() => {
    const ids = plans.data?.map((one) => one.plan_id);
    if (mayDraw && ids !== undefined && adoptDraft(slug, ids)) choose('new');
  }, [mayDraw, plans.data, slug, choose]);
  const [plan, setPlan] = useState<ZonePlan | null>(null);
  const read = useQuery({
    queryKey: ['zone-plans', slug, plan_id],
    queryFn: () => newestOf(slug, plan_id!),
    enabled: plan_id != null,
    // What somebody draws on is exchanged when they save, not under their hand.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  });
  const open = plan_id == null ? null : plan?.plan_id === plan_id ? plan : (read.data ?? null);
  const isRead = plans.data !== undefined && (plan_id == null || open !== null);

  const drawing = useEditor();
  const own = useOpenPlan(slug, open, isRead, drawing, (saved) => {
    setPlan(saved);
    if (saved.plan_id !== asked) choose(saved.plan_id);
  });
  const figures = useDrawnFigures(drawing[0]);
  const permits = usePermits(slug);
  const [editor, change] = tab === 'permits' ? permits.drawing : drawing;
  const [proposed, setProposed] = useState<readonly EditedZone[]>([]);
  const projected = useProjection();
  const show = useCallback(
    (zones: readonly Zone[]) => {
      const looked = zones.map((zone) => edited(zone, projected));
      setProposed(looked);
      if (looked.length > 0) city?.fit(boundsOfShapes(looked, projected));
    },
    [projected, city],
  );
  const { standings } = permits;
  const holding = permits.drawing[0].zones.filter(({ zone_id }) => standings.get(zone_id) !== 'over');
  const beside = tab === 'permits' ? drawing[0].zones : tab === 'proposals' ? proposed : holding;
  const [compared, setCompared] = useState<readonly ZoneDifference[]>([]);
  const context = useMemo(
    (): Drawing => ({ editor, change, mayDraw, beside, compared, standings }),
    [editor, change, mayDraw, beside, compared, standings],
  );
  useDrawingKeys(context, city, () => setHelp(true));
  useDrawingPaste(context);
  const leave = (): void => document.querySelector<HTMLElement>('[data-zone-row][aria-current]')?.focus();
  const map = !webgl ? (
    <p className={styles.mapless}>{t('map.none')}</p>
  ) : (
    installation !== undefined && (
      <ZoneCanvas basemap={installation.basemap} onCity={setCity} onWebgl={setWebgl} onLeave={leave} />
    )
  );
  return (
    <DrawingContext value={context}>
      <FiguresContext value={figures}>
        <Taking city={city}>
          <Floor
            title={t('title')}
            heading={t('title.page', { area: nameIn(municipality.names, language) })}
            city={city}
            webgl={webgl}
            map={<div className={floor.map}>{map}</div>}
            tools={
              <>
                {webgl && mayDraw && <ToolStrip city={city} onHelp={() => setHelp(true)} />}
                {!inspector && <PanelButton />}
              </>
            }
            over={webgl && <DrawingBar city={city} />}
            inspector={
              <ZonePanel
                tab={tab}
                onTab={(to) => {
                  change({ do: 'cancel' });
                  setTab(to);
                }}
                plans={plans}
                read={read}
                isRead={isRead}
                plan={open}
                own={own}
                permits={permits}
                onChoose={choose}
                onShow={show}
                onCompare={setCompared}
              />
            }
          >
            {own.meeting !== null && <ReconcileDialog meeting={own.meeting} own={own} />}
            <DrawingHelp open={help} onOpen={setHelp} />
          </Floor>
        </Taking>
      </FiguresContext>
    </DrawingContext>
  );
}

/** Brings the panel back. */
function PanelButton() {
  const { t } = useTranslation('zones');
  return (
    <button
      type="button"
      className={`${panel.tool} ${styles.back}`}
      aria-label={t('panel.show')}
      title={t('panel.show')}
      onClick={() => arrange({ inspector: true, sheet: true })}
    >
      <Icon name="show" />
    </button>
  );
}
