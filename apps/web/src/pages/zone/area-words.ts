import type { TFunction } from 'i18next';
import { formatNumber } from '../../text/format.ts';

const [HECTARE_M2, KILOMETRE_M] = [10_000, 1000];

/** An area as people say it: square metres when small, hectares from one on. */
export const squareMetres = (m2: number, language: string, t: TFunction<'zones'>): string =>
  m2 < HECTARE_M2
    ? t('area.m2', { n: formatNumber(Math.round(m2), language) })
    : t('area.ha', { n: formatNumber(m2 / HECTARE_M2, language, { maximumSignificantDigits: 3 }) });

/** A length the same way: metres, kilometres from one on. */
export const metres = (m: number, language: string, t: TFunction<'zones'>): string =>
  m < KILOMETRE_M
    ? t('length.m', { n: formatNumber(Math.round(m), language) })
    : t('length.km', { n: formatNumber(m / KILOMETRE_M, language, { maximumSignificantDigits: 3 }) });
