import type { ZonePlanEntry } from '@lagesbild/contract';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';

export const VersionNumber = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 31 - 1);
/** The address of one plan. */
export const OnePlan = AreaAddress.extend({ plan_id: z.uuid().describe('UUID of the plan') });

/** A plan, as the log names it. */
export const objectOf = ({ plan_id, name }: Pick<ZonePlanEntry, 'plan_id' | 'name'>) => ({
  object: { kind: 'zone_plan', id: plan_id, name },
});
