/**
 * Answers for a page without a connection. It stands alone: `offline-files.ts` of the build writes before it which page it is for,
 * and imports nothing here.
 */

/** The page's address below the area's, and what its caches are called. */
declare const PAGE_NAME: string;
declare const KEPT_AS: string;
/** The page's files, all with a hash in their names; and one hash of all of them. */
declare const FILES: readonly string[];
declare const VERSION: string;
/** What it asks the api for: of the server first; without an answer, the last one is good enough. {area} is the area. */
declare const ASKED: readonly string[];

interface LateEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface AskedEvent extends LateEvent {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

const CODE = `${KEPT_AS}-${VERSION}`;
const DATA = `${KEPT_AS}-data`;
/** /sigtuna/plats, for the worker at /sigtuna/plats-offline.js. */
const PAGE = new URL(PAGE_NAME, location.href).pathname;
const AREA = PAGE.slice(1, -`/${PAGE_NAME}`.length);
const ANSWERS = ASKED.map((path) => path.replace('{area}', AREA));

const fill = async (name: string, paths: readonly string[]): Promise<void> =>
  (await caches.open(name)).addAll([...paths]);

self.addEventListener('install', (event) => {
  (event as LateEvent).waitUntil(Promise.all([fill(CODE, [PAGE, ...FILES]), fill(DATA, ANSWERS)]));
});

self.addEventListener('activate', (event) => {
  const isOld = (name: string): boolean => name.startsWith(`${KEPT_AS}-`) && name !== CODE && name !== DATA;
  (event as LateEvent).waitUntil(
    caches.keys().then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name)))),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event as AskedEvent;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  const answer = (event as AskedEvent).respondWith.bind(event);
  if (request.mode === 'navigate') {
    if (pathname === PAGE || pathname.startsWith(`${PAGE}/`)) answer(keptFirst(PAGE));
  } else if (FILES.includes(pathname)) answer(keptFirst(pathname));
  else if (ANSWERS.includes(pathname)) answer(serverFirst(request, pathname));
});

async function keptFirst(path: string): Promise<Response> {
  return (await (await caches.open(CODE)).match(path)) ?? fetch(path);
}

async function serverFirst(request: Request, path: string): Promise<Response> {
  const kept = await caches.open(DATA);
  try {
    const answer = await fetch(request);
    if (answer.ok) await kept.put(path, answer.clone());
    return answer;
  } catch (error) {
    const last = await kept.match(path);
    if (last === undefined) throw error;
    return last;
  }
}
