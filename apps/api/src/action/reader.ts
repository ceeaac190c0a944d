import type { Action } from '@lagesbild/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AreaAddress } from '../address.ts';

/** Where actions are looked for, and by whom. */
export interface Reader {
  municipality_id: number;
  /** null: an installation before its first account */
  account_id: string | null;
}

export const OneAction = AreaAddress.extend({ action_id: z.uuid().describe('UUID of the action') });

export const readerOf = (request: FastifyRequest, municipality_id: number): Reader => ({
  municipality_id,
  account_id: request.person.account?.account_id ?? null,
});

/** An action as the log names it. */
export const objectOf = ({ action_id: id, title: name }: Action) => ({ kind: 'action', id, name });
