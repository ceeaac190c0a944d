import { Presence } from '@lagesbild/contract';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { BY_ITSELF } from '../../account/lost.ts';
import { api, request } from '../../api.ts';
import { serverEvents } from '../../event-stream.ts';

const List = z.array(Presence);
/** A stream that ended is opened again after so long. */
const AGAIN_MS = 5_000;
/** Whoever runs through the list is told of once they stop. */
const SETTLED_MS = 400;

/**
 * Who else has the queue open and what they look at, told as it changes; and they are told what we look at.
 * @param onChanged  somebody decided about flags; doesn't change
 */
export function usePresence(slug: string, looked: readonly string[], onChanged: () => void): readonly Presence[] {
  const [others, setOthers] = useState<readonly Presence[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const watch = async (): Promise<void> => {
      const headers = { ...BY_ITSELF, Accept: 'text/event-stream' };
      const path = `/api/${slug}/moderation/presence`;
      const response = await request('GET', path, null, { headers, signal: stop.signal });
      for await (const { event, data } of serverEvents(response.body!)) {
        if (event === 'changed') onChanged();
        if (event === 'presence') setOthers(List.parse(JSON.parse(data)));
      }
    };
    const again = (): void => {
      if (stop.signal.aborted) return;
      setOthers([]);
      timer = setTimeout(run, AGAIN_MS);
    };
    const run = (): void => void watch().then(again, again);
    run();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [slug, onChanged]);

  const key = looked.join();
  useEffect(() => {
    const tell = (): void =>
      // Nobody waits for it: a colleague who isn't told is refused by the version instead.
      void api
        .put(`/api/${slug}/moderation/presence`, { flags: key === '' ? [] : key.split(',') }, List, {
          headers: BY_ITSELF,
        })
        .then(setOthers, () => {});
    const timer = setTimeout(tell, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [slug, key]);
  return others;
}
