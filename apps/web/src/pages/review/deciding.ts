import { Decided, type ModeratedFlag, type ModerationQueue, type ModerationStage } from '@lagesbild/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, api } from '../../api.ts';
import { announce } from '../../shell/announcer.tsx';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/index.ts';
import type { ActName, Choice } from './acts.ts';
import { queueKey } from './queue.ts';

/** The last decision, as it can be taken back. */
export interface LastDecision {
  act: ActName;
  decided: Decided;
}

/**
 * Decides, and takes the last decision back. Decided flags leave the list at once; the list itself is asked for anew.
 * @param onDecided  before they leave it
 */
export function useDeciding(slug: string, stage: ModerationStage, onDecided: (ids: ReadonlySet<string>) => void) {
  const { t } = useTranslation('review');
  const language = useLanguage();
  const queries = useQueryClient();
  const [last, setLast] = useState<LastDecision | null>(null);
  /** Nobody waits for it: the next flag can be decided about at once. */
  const renew = (): void => void queries.invalidateQueries({ queryKey: queueKey(slug) });
  /** Somebody else was there: what they did is shown. */
  const onError = (error: Error): void => {
    if (error instanceof ApiProblem && error.status >= 400 && error.status < 500) renew();
  };
  const path = `/api/${slug}/moderation`;

  const decide = useMutation({
    mutationFn: ({ flags, choice }: { flags: readonly ModeratedFlag[]; choice: Choice }) => {
      // Of several that are merged, the one that stays isn't among those that go.
      const going = choice.act === 'merge' ? flags.filter(({ flag_id }) => flag_id !== choice.into.flag_id) : flags;
      const seen = going.map(({ flag_id, version }) => ({ flag_id, version }));
      return api.post(`${path}/decisions`, { ...choice, flags: seen }, Decided);
    },
    onSuccess: (decided, { choice }) => {
      const gone = new Set(decided.flags.map(({ flag_id }) => flag_id));
      onDecided(gone);
      queries.setQueryData<ModerationQueue>([...queueKey(slug), stage], (queue) =>
        queue === undefined ? queue : { ...queue, flags: queue.flags.filter(({ flag_id }) => !gone.has(flag_id)) },
      );
      setLast({ act: choice.act, decided });
      announce(t(`done.${choice.act}`, { count: gone.size, n: formatNumber(gone.size, language) }));
      renew();
    },
    onError,
  });
  const undo = useMutation({
    mutationFn: ({ decided }: LastDecision) => api.post(`${path}/undo`, { flags: decided.flags }, Decided),
    onSuccess: () => {
      setLast(null);
      announce(t('undone'));
      renew();
    },
    onError: (error) => {
      if (error instanceof ApiProblem && error.status >= 400 && error.status < 500) setLast(null);
      onError(error);
    },
  });
  return { decide, undo, last };
}
