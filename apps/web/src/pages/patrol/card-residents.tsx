import type { Zone } from '@lagesbild/contract';
import { polygonCm } from '@lagesbild/incidents';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { populationOf } from '../../engine/library.ts';
import { useProjection } from '../../panels/hot-spots.ts';
import { useArea } from '../../shell/area.tsx';
import { populationQuery, usePopulationWords } from '../zone/population.ts';
import { useResidentsWords } from '../zone/residents-words.ts';
import styles from './card.module.css';

/** Who lives in the zone; nothing where nobody has told how many live where. */
export function CardResidents({ outline }: Pick<Zone, 'outline'>) {
  const { t } = useTranslation('zones');
  const { slug, proj4 } = useArea().municipality;
  const { toMetres } = useProjection();
  const { data: population } = useQuery(populationQuery(slug));
  const inWords = useResidentsWords();
  const sourceOf = usePopulationWords();
  const residents = useMemo(() => {
    if (population == null) return null;
    const toCm = (lon: number, lat: number): [number, number] => {
      const [x, y] = toMetres(lon, lat);
      return [x * 100, y * 100];
    };
    return populationOf(population, proj4).within(polygonCm(outline, toCm));
  }, [population, proj4, toMetres, outline]);
  if (population == null) return null;
  return (
    <p>
      <b>{t('fact.residents')}</b> {inWords(residents, true)}.{' '}
      <span className={styles.soft}>{sourceOf(population)}</span>
    </p>
  );
}
