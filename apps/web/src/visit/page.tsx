/** @jsxImportSource preact */
import type { NewVisit, UnitPage } from '@lagesbild/contract';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { Courier } from '../offline/courier.ts';
import { newKey } from '../offline/key.ts';
import { mayPass, sendAll, type Verdict } from '../offline/outbox.ts';
import { ask, Refusal, Unreachable } from '../resident/wire.ts';
import type { OutgoingVisit, Shelf } from './kept.ts';
import { KeyForm } from './key-form.tsx';
import { VisitForm } from './visit-form.tsx';
import { clockText, dayName, groundText, type Say } from './words.ts';

/** Within the ten to sixteen minutes that had the longest effect (Koper 1995). */
const USUAL_MIN = 15;

interface VisitPageProps {
  area: string;
  say: Say;
  shelf: Shelf;
  kept: UnitPage | null;
  /** A key that came along behind the #. */
  given: string;
}

/** A unit's page: a key once, and then two taps a visit. */
export function VisitPage({ area, say, shelf, kept, given }: VisitPageProps) {
  const [page, setPage] = useState(kept);
  const [locked, setLocked] = useState(kept === null || given !== '');
  const [zone, setZone] = useState<UnitPage['zones'][number] | null>(null);
  const [refused, setRefused] = useState<readonly OutgoingVisit[]>([]);
  const [waiting, setWaiting] = useState(0);
  const [said, setSaid] = useState('');

  const [busy, setBusy] = useState(false);
  const courier = useMemo(
    () =>
      new Courier({
        name: `visits ${area}`,
        onBusy: setBusy,
        async turn() {
          const own = await shelf.page(area);
          const all = (await shelf.outgoing(area)).filter(({ unit_id }) => unit_id === own?.unit.unit_id);
          setWaiting(all.filter((one) => one.refused === null).length);
          const {
            refused: no,
            waiting: left,
            afterS,
          } = await sendAll(all, {
            async send({ key, visit }) {
              await ask('POST', `/api/${area}/unit/visits`, visit, { 'Idempotency-Key': key }, 'same-origin');
              await shelf.forget(key);
            },
            keep: shelf.keep,
            judge,
          });
          setRefused(no);
          setWaiting(left);
          return { waiting: left, afterS };
        },
      }),
    [area, shelf],
  );
  const { send } = courier;
  useEffect(() => courier.start(), [courier]);

  const load = useCallback(async () => {
    const fresh = await ask<UnitPage>('GET', `/api/${area}/unit`, undefined, {}, 'same-origin');
    await shelf.keepPage(area, fresh);
    setPage(fresh);
    setLocked(false);
    await send();
  }, [area, shelf, send]);
  useEffect(() => {
    // Without a connection the page is what it was when there was one.
    load().catch((error: unknown) => error instanceof Refusal && error.status === 401 && setLocked(true));
  }, [load]);

  async function save(visit: NewVisit): Promise<void> {
    const { name } = zone!;
    await shelf.keep({ key: newKey(), refused: null, area, unit_id: page!.unit.unit_id, visit, zone_name: name });
    setSaid(say('saved', { zone: name, from: clockText(visit.from_minute), n: visit.minutes }));
    setZone(null);
    await send();
  }
  async function drop(key: string): Promise<void> {
    await shelf.forget(key);
    await send();
  }
  async function leave(): Promise<void> {
    if (waiting > 0) return setSaid(say('leave.waits'));
    await ask('DELETE', `/api/${area}/unit/session`, undefined, {}, 'same-origin').catch(() => {});
    await shelf.forgetPage(area);
    setPage(null);
    setLocked(true);
    setSaid('');
  }

  const form = (
    <KeyForm
      area={area}
      given={given}
      say={say}
      onEntered={() => {
        setSaid('');
        return load();
      }}
    />
  );
  if (page === null)
    return (
      <div class="page">
        <main class="reach">
          <h1>{say('title')}</h1>
          <p class="lead">{say('key.lead')}</p>
          {form}
          <p class="foot">{say('who')}</p>
        </main>
      </div>
    );
  const plannedFor = (zone_id: string) => page.planned.filter((line) => line.zone_id === zone_id);
  const zones = [...page.zones].sort((a, b) => plannedFor(b.zone_id).length - plannedFor(a.zone_id).length);
  return (
    <div class="page">
      <header>
        <span class="unit">
          <strong>
            <bdi>{page.unit.name}</bdi>
          </strong>
          <small>
            {say(`kind.${page.unit.kind}`)}. {say(`power.${page.unit.kind}`)}
          </small>
        </span>
        <button type="button" class="plain" onClick={() => void leave()}>
          {say('leave')}
        </button>
      </header>
      <main class="reach">
        <p role="status" class="said">
          {said}
        </p>
        {waiting > 0 && <p class="notice">{busy ? say('sending') : say('waiting', { n: waiting })}</p>}
        {refused.map(({ key, zone_name, visit, refused: why }) => (
          <p key={key} class="notice" role="alert">
            {say('refused', {
              ...{ zone: zone_name, day: visit.started_on, from: clockText(visit.from_minute), why: why ?? '' },
            })}
            <button type="button" class="plain" onClick={() => void drop(key)}>
              {say('drop')}
            </button>
          </p>
        ))}
        {locked && (
          <section>
            <p>{say('key.again')}</p>
            {form}
          </section>
        )}
        {zone !== null ? (
          <VisitForm
            key={zone.zone_id}
            zone={zone}
            time_zone={page.area.time_zone}
            usual={plannedFor(zone.zone_id)[0]?.minutes ?? USUAL_MIN}
            say={say}
            onSave={(visit) => void save(visit)}
            onCancel={() => setZone(null)}
          />
        ) : (
          <div class="zones">
            <h1>{say('where')}</h1>
            {zones.length === 0 && <p>{say('none')}</p>}
            {zones.map((one) => (
              <button key={one.zone_id} type="button" class="choice" onClick={() => setZone(one)}>
                <span>
                  <bdi>{one.name}</bdi>
                  {plannedFor(one.zone_id).map(({ day, visits, minutes, from_minute, to_minute, no_ground }) => (
                    <small key={`${day} ${from_minute}`}>
                      {say('planned', {
                        ...{
                          day: dayName(day),
                          n: visits,
                          minutes,
                          from: clockText(from_minute),
                          to: clockText(to_minute),
                        },
                      })}
                      {/* what a phone kept from an older version of the page has no such field */}
                      {no_ground != null && <strong class="groundless">{groundText(no_ground, say)}</strong>}
                    </small>
                  ))}
                </span>
              </button>
            ))}
          </div>
        )}
        <p class="foot">{say('who')}</p>
      </main>
    </div>
  );
}

/** A session that is over stands in nobody's way: what waits goes when the key has been given again. */
function judge(error: unknown): Verdict | null {
  if (error instanceof Unreachable) return { again: true, afterS: null };
  if (!(error instanceof Refusal)) return null;
  const { status, retryAfterS, message } = error;
  return status === 401 || mayPass(status) ? { again: true, afterS: retryAfterS } : { again: false, why: message };
}
