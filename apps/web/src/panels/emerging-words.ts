import type { TFunction } from 'i18next';
import { type Emerging, groupOf } from '../map/emerging.ts';
import { formatNumber, formatPeriod } from '../text/format.ts';

/** Steps, period, n and cells of an answer about change, in words. */
export function stepsOf(
  { steps, step_days, step_months, n, from, to, raster }: Emerging,
  t: TFunction<'hotSpots'>,
  language: string,
): string {
  const number = (value: number): string => formatNumber(value, language);
  return t(step_months > 0 ? 'change.months' : 'change.days', {
    ...{ steps: number(steps), days: number(step_days), n: number(n), cell: number(raster.cell_m) },
    period: formatPeriod(from, to, language, step_months > 0 ? 'month' : 'day'),
  });
}

/** Why an answer about change says nothing; null where it does. */
export function silenceOf(
  { steps, step_days, step_months, n, refused, classes }: Emerging,
  t: TFunction<'hotSpots'>,
  language: string,
): string | null {
  const number = (value: number): string => formatNumber(value, language);
  if (n === 0 && refused.dayless > 0) return t('change.dayless', { n: number(refused.dayless) });
  if (steps < 2)
    return t(step_months > 0 ? 'change.shortMonths' : 'change.short', {
      days: number(step_days),
      steps: number(steps),
    });
  return classes.some((number) => groupOf(number) !== null) ? null : t('change.nothing');
}
