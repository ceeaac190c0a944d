/**
 * Presence that a zone needs: visits of so many minutes, one at least every so many minutes of its hours.
 *
 * @see Koper (1995), Just enough police presence, Justice Quarterly 12(4), doi:10.1080/07418829500096231: 10 to 16 minutes a visit keep
 * disorder away longest, shorter or longer ones less; every two hours is the practice that followed
 */
export const DOSAGE = { visit_min: 13, visit_least_min: 10, visit_most_min: 16, between_min: 120 } as const;

/**
 * How many minutes of presence does a zone need in so many hours?
 *
 * @param hours        hours of a week in which it is wanted, 0 to 168
 * @param visit_min    minutes a visit
 * @param between_min  minutes from one visit to the next at most
 * @returns visits and minutes a week
 */
export function dosageOf(
  hours: number,
  visit_min: number = DOSAGE.visit_min,
  between_min: number = DOSAGE.between_min,
): { readonly visits: number; readonly minutes: number } {
  const visits = Math.ceil(Math.max(0, (hours * 60) / between_min - 1e-9));
  return { visits, minutes: visits * visit_min };
}
