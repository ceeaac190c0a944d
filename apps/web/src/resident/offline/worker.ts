/**
 * Answers for the resident page without a connection. It stands alone: `offline-files.ts` of the build writes the names of the
 * page's files before it, and imports nothing here.
 */

/** The page's files, all with a hash in their names; and one hash of all of them. */
declare const FILES: readonly string[];
declare const VERSION: string;

interface LateEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface AskedEvent extends LateEvent {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

const KEPT = `places-${VERSION}`;
/** /sigtuna/plats, for the worker at /sigtuna/plats-offline.js. */
const PAGE = new URL('plats', location.href).pathname;
const AREA = PAGE.slice(0, -'/plats'.length);
/** Asked of the server first; without an answer, the last one is good enough. */
const DATA = [`/api${AREA}/flags/form`, '/api/installation/resident'];

self.addEventListener('install', (event) => {
  (event as LateEvent).waitUntil(caches.open(KEPT).then((kept) => kept.addAll([PAGE, ...DATA, ...FILES])));
});

self.addEventListener('activate', (event) => {
  (event as LateEvent).waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names.filter((name) => name.startsWith('places-') && name !== KEPT).map((name) => caches.delete(name)),
        ),
      ),
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
  else if (DATA.includes(pathname)) answer(serverFirst(request, pathname));
});

async function keptFirst(path: string): Promise<Response> {
  return (await (await caches.open(KEPT)).match(path)) ?? fetch(path);
}

async function serverFirst(request: Request, path: string): Promise<Response> {
  const kept = await caches.open(KEPT);
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
