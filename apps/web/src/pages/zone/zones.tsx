import { useTranslation } from 'react-i18next';
import { useMay } from '../../account/session.ts';
import { EngineContext } from '../../engine/hooks.ts';
import { useOwnEngine } from '../../panels/own-engine.ts';
import { useArea } from '../../shell/area.tsx';
import shell from '../../shell/shell.module.css';
import { ZoneFloor } from './zone-floor.tsx';

/** The page of närvaroområden, for those whose role sees them. */
export function Zones() {
  const { t } = useTranslation('zones');
  const { slug } = useArea().municipality;
  if (useMay()('see_zones', slug)) return <ZonePage />;
  return (
    <div className={shell.page}>
      <section className={shell.failure}>
        <h1>{t('not.title')}</h1>
        <p>{t('not.what')}</p>
      </section>
    </div>
  );
}

function ZonePage() {
  const engine = useOwnEngine();
  return <EngineContext value={engine}>{engine !== null && <ZoneFloor />}</EngineContext>;
}
