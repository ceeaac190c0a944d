import type { TFunction } from 'i18next';
import { formatNumber } from '../../text/format.ts';

const HECTARE_M2 = 10_000;

/** An area as people say it: square metres when small, hectares from one on. */
export const squareMetres = (m2: number, language: string, t: TFunction<'zones'>): string =>
  m2 < HECTARE_M2
    ? t('area.m2', { n: formatNumber(Math.round(m2), language) })
    : t('area.ha', { n: formatNumber(m2 / HECTARE_M2, language, { maximumSignificantDigits: 3 }) });
