import type { ZonePlan, ZonePlanVersion } from '@lagesbild/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCity } from '../../panels/city.ts';
import { useProjection } from '../../panels/hot-spots.ts';
import panel from '../../panels/panel.module.css';
import { announce } from '../../shell/announcer.tsx';
import { useArea } from '../../shell/area.tsx';
import { Failure } from '../../shell/failure.tsx';
import { formatDay, formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import { squareMetres } from './area-words.ts';
import { DifferenceLegend } from './difference-legend.tsx';
import { useDrawing } from './drawing.ts';
import { edited } from './edited-zone.ts';
import type { OpenPlan } from './open-plan.ts';
import { shapeOf } from './outline.ts';
import { versionOf, versionsQuery } from './plans.ts';
import { useSaverWords } from './saver-words.ts';
import { areaOf } from './shape.ts';
import { differenceOf, type ZoneDifference } from './version-difference.ts';
import styles from './zone.module.css';
import { boundsOfShapes } from './zone-bounds.ts';

interface VersionListProps {
  plan: ZonePlan | null;
  own: OpenPlan;
  /** What came and went since the version that is looked at is drawn. */
  onCompare: (differences: readonly ZoneDifference[]) => void;
}

/** What was saved when and by whom, and how any of it differs from what is drawn now. */
export function VersionList({ plan, own, onCompare }: VersionListProps) {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const saverOf = useSaverWords();
  const { slug } = useArea().municipality;
  const [looked, setLooked] = useState<number | null>(null);
  const plan_id = plan?.plan_id ?? null;
  const versions = useQuery({ ...versionsQuery(slug, plan_id ?? ''), enabled: plan_id !== null });
  const number = (n: number): string => formatNumber(n, language);
  if (plan === null) return <p className={panel.note}>{t('versions.none')}</p>;
  if (versions.data === undefined)
    return versions.error === null ? (
      <p className={panel.note} role="status">
        {t('loading')}
      </p>
    ) : (
      <Failure error={versions.error} retry={() => void versions.refetch()} />
    );
  return (
    <ol className={styles.zones}>
      {versions.data.map((one) => (
        <li key={one.version} data-chosen={looked === one.version || undefined}>
          <button
            type="button"
            className={styles.row}
            aria-expanded={looked === one.version}
            onClick={() => setLooked(looked === one.version ? null : one.version)}
          >
            <span>
              {t('versions.one', { version: number(one.version), count: one.zones, n: number(one.zones) })}
              {plan.published_version === one.version && <em className={styles.mark}>{t('versions.published')}</em>}
              <small className={styles.line}>
                {formatDay(one.saved_on, language)} · {saverOf(one.saved_by)}
              </small>
              {one.note !== '' && <small className={styles.line}>{one.note}</small>}
            </span>
          </button>
          {looked === one.version && <Difference plan={plan} one={one} own={own} onCompare={onCompare} />}
        </li>
      ))}
    </ol>
  );
}

/** The zones of a version, which never change. */
const useVersion = (plan_id: string, version: number | null) => {
  const { slug } = useArea().municipality;
  return useQuery({
    queryKey: ['zone-plans', slug, plan_id, 'version', version],
    queryFn: () => versionOf(slug, plan_id, version!),
    enabled: version !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
};

interface DifferenceProps extends Pick<VersionListProps, 'own' | 'onCompare'> {
  plan: ZonePlan;
  one: ZonePlanVersion;
}

/** From that version to what is drawn now, or to it from the one it was made of: in words and on the map; and the way back to it. */
function Difference({ plan, one: { version, based_on }, own, onCompare }: DifferenceProps) {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const projected = useProjection();
  const { change, mayDraw } = useDrawing();
  const city = useCity();
  const [way, setWay] = useState<'since' | 'made'>('since');
  const then = useVersion(plan.plan_id, version);
  const earlier = useVersion(plan.plan_id, way === 'made' ? based_on : null);
  const before = way === 'since' ? then.data : earlier.data;
  const after = way === 'since' ? own.zones : then.data?.zones;
  const found = useMemo(
    () => before && after && differenceOf(before.zones, after, ({ outline }) => shapeOf(outline, projected)),
    [before, after, projected],
  );
  const named = (n: number): string => t('versions.version', { version: formatNumber(n, language) });
  const from = named(way === 'since' ? version : based_on!);
  const to = way === 'since' ? t('versions.now') : named(version);
  useEffect(() => {
    onCompare(found ?? []);
    return () => onCompare([]);
  }, [found, onCompare]);
  const isKnown = found !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: said and looked at when a version is opened, not with each move of a corner
  useEffect(() => {
    if (found === undefined) return;
    const n = formatNumber(found.length, language);
    announce(t(found.length === 0 ? 'versions.same' : 'said.compared', { from, to, n }));
    const ground = found.flatMap(({ gained, lost }) => [...gained, ...lost]);
    if (ground.length > 0) city?.fit(boundsOfShapes([{ shape: ground }], projected));
  }, [isKnown, version, way]);
  const error = then.error ?? earlier.error;
  return (
    <div className={styles.card}>
      {based_on !== null && (
        <fieldset className={styles.ways}>
          <legend className="spoken">{t('versions.which')}</legend>
          {(['since', 'made'] as const).map((name) => (
            <label key={name} className={styles.choice}>
              <input type="radio" name="difference" checked={way === name} onChange={() => setWay(name)} />
              {t(`versions.${name}`)}
            </label>
          ))}
        </fieldset>
      )}
      {found === undefined ? (
        error === null ? (
          <p className={panel.note}>{t('loading')}</p>
        ) : (
          <Failure error={error} />
        )
      ) : found.length === 0 ? (
        <p className={panel.note}>{t('versions.same', { from, to })}</p>
      ) : (
        <>
          <b className={styles.between}>{t('versions.between', { from, to })}</b>
          <ul className={styles.differences} aria-label={t('versions.between', { from, to })}>
            {found.map((one) => (
              <DifferenceLine key={one.zone_id} one={one} />
            ))}
          </ul>
          <DifferenceLegend from={from} to={to} />
        </>
      )}
      {mayDraw && way === 'since' && found !== undefined && found.length > 0 && (
        <div className={styles.acts}>
          <button
            type="button"
            onClick={() => change({ do: 'replace', zones: then.data!.zones.map((zone) => edited(zone, projected)) })}
          >
            {t('versions.back')}
          </button>
        </div>
      )}
    </div>
  );
}

function DifferenceLine({ one }: { one: ZoneDifference }) {
  const { t } = useTranslation('zones');
  const language = useLanguage();
  const { kind, before, after, renamed } = one;
  const [gained_m2, lost_m2] = [areaOf(one.gained), areaOf(one.lost)];
  const area = (m2: number): string => squareMetres(m2, language, t);
  const parts = [
    renamed === null ? '' : t('difference.renamed', { name: renamed }),
    kind === 'changed' && gained_m2 >= 1 ? t('difference.gained', { area: area(gained_m2) }) : '',
    kind === 'changed' && lost_m2 >= 1 ? t('difference.lost', { area: area(lost_m2) }) : '',
    kind === 'added' ? t('difference.added', { area: area(gained_m2) }) : '',
    kind === 'removed' ? t('difference.removed', { area: area(lost_m2) }) : '',
  ].filter((part) => part !== '');
  return (
    <li data-kind={kind}>
      <b>{(after ?? before)!.name}</b> {parts.length === 0 ? t('difference.words') : parts.join(' · ')}
    </li>
  );
}
