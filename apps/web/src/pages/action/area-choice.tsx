import type { Action, Outline, WorkArea } from '@lagesbild/contract';
import { useTranslation } from 'react-i18next';
import { SelectField, TextField } from '../../account/field.tsx';
import { useArea } from '../../shell/area.tsx';
import { nameIn, useLanguage } from '../../text/index.ts';
import { circleRound, middleOf } from './circle.ts';
import { keyOf } from './flag-clusters.ts';
import { useClusterName, useFlagClusters, usePublishedZones } from './where-known.ts';

/** How an action's area is chosen: as it is, by what it is about, or as a circle that is given. */
type Way = 'kept' | 'place' | 'cell' | 'cluster' | 'flags' | 'zone' | 'circle';

export interface ChosenArea {
  readonly way: Way;
  /** slug, number of the cell or of the zone, by the way; empty: the first there is */
  readonly flags: string;
  readonly zone: string;
  readonly round: string;
  /** metres */
  readonly radius: string;
}

const RADIUS_M = '200';
/** Of an area's name. */
const NAME_LONGEST = 80;

/** What is chosen when nobody has chosen yet. */
export const firstChoice = ({ work, where }: Action): ChosenArea => ({
  way: work.area !== null ? 'kept' : 'place' in where ? 'place' : 'cell',
  ...{ flags: '', zone: '', round: 'place' in where ? where.place : '', radius: RADIUS_M },
});

/** What can be chosen, and what is sent of it; undefined where the area stays as it is. */
export function useAreaChoices({ work, where, flags }: Action) {
  const { t } = useTranslation('actions');
  const language = useLanguage();
  const { places } = useArea();
  const zones = usePublishedZones();
  const clusters = useFlagClusters();
  const clusterName = useClusterName();
  const known = places.features.filter(({ properties }) => properties.kind !== 'study_area');
  const ways: Way[] = [
    ...(work.area === null ? [] : (['kept'] as const)),
    'place' in where ? 'place' : 'cell',
    ...(flags > 0 ? (['cluster'] as const) : []),
    ...(clusters.length > 0 ? (['flags'] as const) : []),
    ...(zones.length > 0 ? (['zone'] as const) : []),
    'circle',
  ];
  const sent = ({ way, ...chosen }: ChosenArea): WorkArea | undefined => {
    if (way === 'kept') return undefined;
    if (way === 'circle') {
      const centre = known.find(({ properties }) => properties.slug === chosen.round) ?? known[0]!;
      const name = nameIn(centre.properties.names, language);
      return { origin: 'outline', outline: circleRound(middleOf(centre), Number(chosen.radius)), name };
    }
    if (way === 'zone') {
      const { zone_id, name, outline } = zones.find((zone) => zone.zone_id === chosen.zone) ?? zones[0]!;
      return { origin: 'zone', zone_id, name, outline: outline as Outline };
    }
    if (way === 'flags') {
      const cluster = clusters.find(({ cells }) => keyOf(cells[0]!) === chosen.flags) ?? clusters[0]!;
      return { origin: 'cluster', cells: [...cluster.cells], name: clusterName(cluster).slice(0, NAME_LONGEST) };
    }
    return { origin: way };
  };
  const choices = {
    way: ways.map((value) => ({ value, name: t(`work.area.${value}`) })),
    round: known.map(({ properties }) => ({ value: properties.slug, name: nameIn(properties.names, language) })),
    zone: zones.map(({ zone_id, name, plan }) => ({ value: zone_id, name: t('work.area.zone.name', { name, plan }) })),
    flags: clusters.map((cluster) => ({ value: keyOf(cluster.cells[0]!), name: clusterName(cluster) })),
  };
  return { choices, sent };
}

interface AreaChoiceProps {
  chosen: ChosenArea;
  choices: ReturnType<typeof useAreaChoices>['choices'];
  onChange: (chosen: ChosenArea) => void;
}

/** Where an action is: its place, a patrol zone, a cluster of flags, or a circle; each by the keyboard alone. */
export function AreaChoice({ chosen, choices, onChange }: AreaChoiceProps) {
  const { t } = useTranslation('actions');
  const { way, radius } = chosen;
  const set = (change: Partial<ChosenArea>): void => onChange({ ...chosen, ...change });
  const among = way === 'circle' ? 'round' : way === 'zone' || way === 'flags' ? way : null;
  return (
    <>
      <SelectField label={t('work.area')} value={way} choices={choices.way} onValue={(to) => set({ way: to })} />
      {among !== null && (
        <SelectField
          label={t(`work.area.which.${among}`)}
          value={chosen[among] || (choices[among][0]?.value ?? '')}
          choices={choices[among]}
          onValue={(value) => set({ [among]: value })}
        />
      )}
      {way === 'circle' && (
        <TextField
          label={t('work.area.radius')}
          type="number"
          min={50}
          max={2000}
          required
          value={radius}
          onText={(metres) => set({ radius: metres })}
        />
      )}
    </>
  );
}
