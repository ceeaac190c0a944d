import { WalkObservation, WalkPhoto } from '@lagesbild/contract';
import { useEffect, useMemo, useState } from 'react';
import { onSessionLost } from '../../account/lost.ts';
import { api, request } from '../../api.ts';
import { Courier } from '../../offline/courier.ts';
import { sendAll, type Turn } from '../../offline/outbox.ts';
import { RESEND_HEADER } from '../../resend-key.ts';
import { judge } from '../dialogue/live/delivery.ts';
import type { Outgoing, Photo, Shelf } from './kept.ts';

const keyed = (key: string): { headers: Record<string, string> } => ({ headers: { [RESEND_HEADER]: key } });

async function sendPhoto(at: string, { key, picture }: Photo): Promise<void> {
  const form = new FormData();
  form.set('file', picture, 'photo.jpg');
  WalkPhoto.parse(await (await request('POST', `${at}/photos`, form, keyed(key))).json());
}

/** Sends one; all of it may be sent again, and is there once. */
async function post(one: Outgoing): Promise<void> {
  const at = `/api/${one.area}/walks/${one.walk_id}/observations`;
  if (one.kind === 'revisit') {
    await api.put(`${at}/${one.observation_id}/revisit`, one.revisit, WalkObservation);
    return;
  }
  const { observation_id } = await api.post(at, one.observation, WalkObservation, keyed(one.key));
  for (const photo of one.photos) await sendPhoto(`${at}/${observation_id}`, photo);
}

/** Sends what waits. What has arrived is forgotten here; sent again because that was lost, it is the same. */
export async function deliver(
  shelf: Shelf,
  owned: { area: string; whose: string },
  send: (one: Outgoing) => Promise<void> = post,
): Promise<Turn<Outgoing, void>> {
  return sendAll(await shelf.outgoing(owned), {
    async send(one) {
      await send(one);
      await shelf.forgetOutgoing(one.key);
    },
    keep: shelf.keepOutgoing,
    judge,
  });
}

export interface DeliveryState {
  /** On their way, and refused. */
  outgoing: readonly Outgoing[];
  busy: boolean;
  send: () => Promise<void>;
  /** What this browser keeps was changed elsewhere: read it again. */
  reread: () => Promise<void>;
}

/** The outbox of a walk, sent by itself when there is a connection and somebody is signed in. */
export function useDelivery(shelf: Shelf, area: string, whose: string, onArrived: () => Promise<void>): DeliveryState {
  const [outgoing, setOutgoing] = useState<readonly Outgoing[]>([]);
  const [busy, setBusy] = useState(false);
  const { courier, reread } = useMemo(() => {
    const reread = async (): Promise<void> => setOutgoing(await shelf.outgoing({ area, whose }));
    const courier = new Courier({
      name: 'walks',
      onBusy: setBusy,
      async turn() {
        const { sent, waiting, afterS } = await deliver(shelf, { area, whose });
        // What has arrived is asked for before it goes from the list, so that it never seems lost.
        if (sent.length > 0) await onArrived();
        await reread();
        return { waiting, afterS };
      },
    });
    return { courier, reread };
  }, [shelf, area, whose, onArrived]);
  useEffect(() => {
    void reread();
    const stop = courier.start();
    const unlisten = onSessionLost(() => void courier.send());
    return () => {
      stop();
      unlisten();
    };
  }, [courier, reread]);
  return { outgoing, busy, send: courier.send, reread };
}
