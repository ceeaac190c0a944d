import type { App } from './app.ts';
import { type Marks, type Sent, sendMarked } from './marks.ts';

/** What happened in a day, and how often the log had a mark. */
export interface Day {
  taken: number;
  looked: number;
  moderated: number;
  removed: number;
  visits: number;
  open311: number;
  /** what had to be refused, and what of it was */
  tried: number;
  refusals: number;
  logged: number;
}

const LANGUAGES = ['sv', 'en', 'ar', 'so', 'fa', 'ti', 'tr', 'pl', 'fi', 'uk', 'es'];
const VISITED = [
  ...['/sigtuna', '/sigtuna/plats', '/sigtuna/plats/kvitto', '/api/sigtuna/flags/form', '/api/sigtuna/flags/streets'],
  ...['/api/sigtuna/flags/answered', '/open311/v2/discovery.json', '/open311/v2/services.xml?jurisdiction_id=sigtuna'],
];
const TIMES = ['morning', 'day', 'evening', 'night'];
const CREATED = [200, 201];

/**
 * A day in short: residents of many languages tell, some twice, look up and take back; others visit, or send by another system's app with all it
 * knows of them; moderators decide meanwhile. Some of it can't be taken, and says even more than it should.
 */
export async function liveDay(app: App, marks: Marks, n: number, cookie: string): Promise<Day> {
  const day: Day = {
    taken: 0,
    looked: 0,
    moderated: 0,
    removed: 0,
    visits: 0,
    open311: 0,
    tried: 0,
    refusals: 0,
    logged: 0,
  };
  const needles = marks.needles().map((needle) => needle.toString('latin1'));
  for (let i = 0; i < n; i++) {
    const language = LANGUAGES[i % LANGUAGES.length]!;
    const send = (sent: Sent) => sendMarked(app, marks, i, { language, ...sent });
    const api = (path: string, body: object | string, key = marks.key()) =>
      send({ path: `/api/sigtuna/${path}`, body, key });
    const refused = async (path: string, body: object | string, key?: string): Promise<void> => {
      day.tried++;
      const { status } = await api(path, body, key);
      day.refusals += Number(status >= 400 && status < 500);
    };
    const flag = flagOf(i, i === 0 ? marks.control : i % 9 === 4 ? marks.taken_back : null);
    const key = marks.key();
    const answer = await api('flags', flag, key);
    if (answer.status === 201) day.taken++;
    const { receipt } = JSON.parse(answer.text) as { receipt: string };
    if (i % 5 === 0) await api('flags', flag, key);
    if (i % 7 === 0) day.looked += Number((await api('receipts/look', { receipt })).status === 200);
    if (i % 9 === 4) day.removed += Number((await api('receipts/delete', { receipt })).status === 204);
    if (i % 4 === 0)
      day.visits += Number((await send({ method: 'GET', path: VISITED[(i / 4) % VISITED.length]! })).status < 400);
    if (i % 6 === 0) day.open311 += Number(CREATED.includes((await send(requestOf(marks))).status));
    if (i % 11 === 0) {
      await refused('flags', { ...flag, device: marks.agent, where: { lat: marks.lat, from: marks.address(i) } });
      await refused('flags', { ...flag, where: { lat: marks.lat, lon: marks.lon }, sent_at: marks.moment });
      await refused('flags', `{"kind": "${marks.agent}`);
      await refused('flags', flag, `${marks.key()}x`);
      await refused('receipts/look', { receipt: `${marks.agent} ${marks.telephone}` });
      await refused('flags/geocode', { text: `${marks.agent} ${marks.telephone}` });
    }
    if (i % 12 === 11) day.moderated += await moderate(app, cookie);
    if (needles.some((needle) => app.said.includes(needle))) day.logged++;
  }
  return day;
}

const flagOf = (i: number, word: string | null): object => ({
  ...{ kind: i % 3 === 0 ? 'happened' : 'feels', feeling: 'unsafe' },
  where: { cell: { x: 6617 + (i % 20), y: 66125 + (Math.floor(i / 20) % 20) } },
  ...{ reasons: ['dark'], weightiest: 'dark', times: [TIMES[i % TIMES.length]], days: 'both' },
  about: { age_band: '18_29', gender: 'woman' },
  ...(word === null ? {} : { note: `Här syns ${word}` }),
});

/** As an app for faults in streets sends it: with everything it knows. */
const requestOf = (marks: Marks): Sent => ({
  path: '/open311/v2/requests.json',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams({
    ...{ jurisdiction_id: 'sigtuna', service_code: 'dark', lat: `${marks.lat}`, long: `${marks.lon}` },
    ...{ email: `${marks.agent}@example.org`, first_name: marks.agent, phone: marks.telephone, device_id: marks.key() },
    ...{ description: `${marks.agent} ${marks.moment}`, account_id: marks.key(), address_string: marks.agent },
  }).toString(),
});

const FIRST = 4;

/** What waits longest is published, asked about, rejected. @returns how many were decided on */
async function moderate(app: App, session: string): Promise<number> {
  const { host, port } = new URL(app.url);
  const headers = {
    ...{ host, origin: app.url, cookie: session.replace('3000', port), 'content-type': 'application/json' },
  };
  const ask = async (path: string, body?: object) => {
    const url = `${app.url}/api/sigtuna/moderation${path}`;
    const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const answer = await fetch(url, { headers, ...sent });
    return { ok: answer.ok, body: (await answer.json()) as { flags?: { flag_id: string; version: number }[] } };
  };
  const { body } = await ask('?stage=waiting');
  const waiting = (body.flags ?? []).slice(0, FIRST).map(({ flag_id, version }) => ({ flag_id, version }));
  let n = 0;
  for (const [at, flag] of waiting.entries()) {
    const flags = [flag];
    const rejected = { act: 'reject', flags, reason: 'not_a_place' };
    const asked = { act: 'ask', flags, question: 'Är det bättre nu?', choices: ['Ja', 'Nej'] };
    n += Number((await ask('/decisions', [{ act: 'publish', flags }, asked, rejected][at % 3])).ok);
  }
  return n;
}
