import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRootRoute, createRoute, createRouter, Outlet, RouterProvider, redirect } from '@tanstack/react-router';
import { I18nProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Gate } from './account/gate.tsx';
import { LostLayer } from './account/lost-layer.tsx';
import { ApiProblem } from './api.ts';
import { readableQuery } from './filter.ts';
import { ImportLayer } from './import/import-layer.tsx';
import { AreaFrame } from './shell/area-frame.tsx';
import { Failure } from './shell/failure.tsx';
import { pageOf } from './shell/page-code.ts';
import styles from './shell/shell.module.css';
import { localeOf } from './text/format.ts';
import { useLanguage } from './text/index.ts';

function NotFound() {
  const { t } = useTranslation('shell');
  return (
    <main className={styles.page}>
      <section className={styles.failure}>
        <h1>{t('notFound.title')}</h1>
        <p>
          <a href="/">{t('notFound.way')}</a>
        </p>
      </section>
    </main>
  );
}

/** Who it is comes first. A file can be dropped on every page, and a session that ends is begun again over it. */
function Root() {
  return (
    <Gate>
      <Outlet />
      <ImportLayer />
      <LostLayer />
    </Gate>
  );
}

const root = createRootRoute({ component: Root, notFoundComponent: NotFound });

const landing = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: pageOf(() => import('./pages/landing.tsx'), 'Landing'),
});

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  component: pageOf(() => import('./account/login.tsx'), 'Login'),
});

const ssoReturn = createRoute({
  getParentRoute: () => root,
  path: '/login/sso',
  component: pageOf(() => import('./account/sso-return.tsx'), 'SsoReturn'),
});

const accessibility = createRoute({
  getParentRoute: () => root,
  path: '/tillganglighet',
  component: pageOf(() => import('./pages/lawful/accessibility.tsx'), 'Accessibility'),
});

const methods = createRoute({
  getParentRoute: () => root,
  path: '/metoder',
  component: pageOf(() => import('./pages/methods.tsx'), 'Methods'),
});

const area = createRoute({ getParentRoute: () => root, path: '/$municipality', component: AreaFrame });

const areaIndex = createRoute({
  getParentRoute: () => area,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/$municipality/karta', params, search: true, replace: true });
  },
});

const map = createRoute({
  getParentRoute: () => area,
  path: '/karta',
  component: pageOf(() => import('./panels/workspace.tsx'), 'Workspace'),
});

const settings = createRoute({
  getParentRoute: () => area,
  path: '/installningar',
  component: pageOf(() => import('./pages/settings.tsx'), 'Settings'),
});

const exhibits = createRoute({
  getParentRoute: () => area,
  path: '/underlag',
  component: pageOf(() => import('./pages/exhibits.tsx'), 'Exhibits'),
});

const exhibit = createRoute({
  getParentRoute: () => area,
  path: '/underlag/$exhibit',
  component: pageOf(() => import('./pages/exhibit.tsx'), 'Exhibit'),
});

const areaCounts = createRoute({
  getParentRoute: () => area,
  path: '/antal',
  component: pageOf(() => import('./pages/area-counts.tsx'), 'AreaCounts'),
});

const review = createRoute({
  getParentRoute: () => area,
  path: '/granska',
  component: pageOf(() => import('./pages/review/review.tsx'), 'Review'),
});

const zones = createRoute({
  getParentRoute: () => area,
  path: '/zoner',
  component: pageOf(() => import('./pages/zone/zones.tsx'), 'Zones'),
});

const actions = createRoute({
  getParentRoute: () => area,
  path: '/atgarder',
  component: pageOf(() => import('./pages/action/actions.tsx'), 'Actions'),
});

const liveDialogue = createRoute({
  getParentRoute: () => area,
  path: '/dialog',
  component: pageOf(() => import('./pages/dialogue/live/live.tsx'), 'LiveDialogue'),
});

const action = createRoute({
  getParentRoute: () => area,
  path: '/atgarder/$action',
  component: pageOf(() => import('./pages/action/action-page.tsx'), 'ActionPage'),
});

const walks = createRoute({
  getParentRoute: () => area,
  path: '/vandringar',
  component: pageOf(() => import('./pages/walk/walks.tsx'), 'Walks'),
});

const walk = createRoute({
  getParentRoute: () => area,
  path: '/vandringar/$walk/$step',
  component: pageOf(() => import('./pages/walk/walk-page.tsx'), 'WalkPage'),
});

const weekPlan = createRoute({
  getParentRoute: () => area,
  path: '/zoner/plan',
  component: pageOf(() => import('./pages/patrol/week-plan.tsx'), 'WeekPlanPage'),
});

const ledger = createRoute({
  getParentRoute: () => area,
  path: '/zoner/besok',
  component: pageOf(() => import('./pages/patrol/ledger.tsx'), 'LedgerPage'),
});

const patrolCard = createRoute({
  getParentRoute: () => area,
  path: '/zoner/$zone/kort',
  component: pageOf(() => import('./pages/patrol/card.tsx'), 'PatrolCardPage'),
});

const areaSettings = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: pageOf(() => import('./pages/settings.tsx'), 'AreaSettings'),
});

const ownAccount = createRoute({
  getParentRoute: () => settings,
  path: '/konto',
  component: pageOf(() => import('./pages/account/own-account.tsx'), 'OwnAccount'),
});

const accounts = createRoute({
  getParentRoute: () => settings,
  path: '/konton',
  component: pageOf(() => import('./pages/account/accounts.tsx'), 'Accounts'),
});

const governedSources = createRoute({
  getParentRoute: () => settings,
  path: '/kallor',
  component: pageOf(() => import('./pages/lawful/governed-sources.tsx'), 'GovernedSources'),
});

const harmWeights = createRoute({
  getParentRoute: () => settings,
  path: '/skadevikter',
  component: pageOf(() => import('./pages/harm-weight/harm-weights.tsx'), 'HarmWeightsPage'),
});
const dialogues = createRoute({
  getParentRoute: () => settings,
  path: '/dialoger',
  component: pageOf(() => import('./pages/dialogue/dialogues.tsx'), 'Dialogues'),
});
const disclosures = createRoute({
  getParentRoute: () => settings,
  path: '/utlamnande',
  component: pageOf(() => import('./pages/disclosure/disclosures.tsx'), 'Disclosures'),
});

const releases = createRoute({
  getParentRoute: () => settings,
  path: '/publicering',
  component: pageOf(() => import('./pages/publication/releases.tsx'), 'Releases'),
});

const retention = createRoute({
  getParentRoute: () => settings,
  path: '/gallring',
  component: pageOf(() => import('./pages/lawful/retention.tsx'), 'RetentionRules'),
});

const organisations = createRoute({
  getParentRoute: () => settings,
  path: '/organisationer',
  component: pageOf(() => import('./pages/account/organisations.tsx'), 'Organisations'),
});

const audit = createRoute({
  getParentRoute: () => settings,
  path: '/logg',
  component: pageOf(() => import('./pages/audit/audit.tsx'), 'Audit'),
});

const system = createRoute({
  getParentRoute: () => settings,
  path: '/system',
  component: pageOf(() => import('./pages/system/system.tsx'), 'System'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    landing,
    login,
    ssoReturn,
    accessibility,
    methods,
    area.addChildren([
      areaIndex,
      map,
      exhibits,
      exhibit,
      areaCounts,
      review,
      zones,
      actions,
      liveDialogue,
      action,
      walks,
      walk,
      weekPlan,
      ledger,
      patrolCard,
      settings.addChildren([
        areaSettings,
        governedSources,
        harmWeights,
        dialogues,
        disclosures,
        releases,
        retention,
        ownAccount,
        accounts,
        organisations,
        audit,
        system,
      ]),
    ]),
  ]),
  // The filter's own grammar: every parameter stays the text it is, and lists stay readable.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(search)) if (value !== undefined) query.set(name, String(value));
    const text = readableQuery(query);
    return text === '' ? '' : `?${text}`;
  },
  defaultErrorComponent: ({ error, reset }) => (
    <main className={styles.page}>
      <Failure error={error instanceof Error ? error : new Error(String(error))} retry={reset} />
    </main>
  ),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

const queries = new QueryClient({
  defaultOptions: {
    mutations: { networkMode: 'always' },
    queries: {
      // A browser that believes itself without network keeps nobody waiting: the line over the page says what is wrong.
      networkMode: 'always',
      staleTime: 10_000,
      // A refusal stays a refusal; a network that comes and goes is worth asking again.
      retry: (failures, error) => failures < 2 && !(error instanceof ApiProblem && error.status >= 400),
    },
  },
});

/** The staff pages. */
export function App() {
  const language = useLanguage();
  return (
    <QueryClientProvider client={queries}>
      <I18nProvider locale={localeOf(language)}>
        <RouterProvider router={router} />
      </I18nProvider>
    </QueryClientProvider>
  );
}
