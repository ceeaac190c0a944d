import type { Knex } from 'knex';
import type { NewEntry } from '../audit/entry.ts';
import type { NewSession } from './session.ts';

/** That a session began, as the log tells it. */
export async function begun(
  trx: Knex,
  { whose, method }: Pick<NewSession, 'whose' | 'method'>,
): Promise<NewEntry<'signed_in' | 'role_tried'>> {
  if ('demonstration_role' in whose) {
    const role = whose.demonstration_role;
    return { act: 'role_tried', who: { kind: 'demonstration', name: role }, area: null, details: { role } };
  }
  const { account_id } = whose;
  const { login } = await trx('staff.account').where({ account_id }).first<{ login: string }>('login');
  return { act: 'signed_in', who: { kind: 'account', account_id, name: login }, area: null, details: { method } };
}
