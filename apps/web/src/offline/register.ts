/** Pages that open without a connection. */
export type OfflinePage = 'plats' | 'dialog' | 'besok' | 'vandringar';

/** The script that answers for such a page: beside the page, because it may only answer for what lies below it. */
const workerOf = (area: string, page: OfflinePage): string => `/${area}/${page}-offline.js`;

export const isWorker = (path: string): boolean =>
  /^\/[a-z][a-z0-9-]*\/(plats|dialog|besok|vandringar)-offline\.js$/.test(path);

/** Makes a page open without a connection from now on, where the browser can and the connection is one that nobody changes. */
export function keepOffline(area: string, page: OfflinePage): void {
  if (navigator.serviceWorker === undefined) return;
  // Without it the page works as long as there is a connection: nothing to tell anybody.
  navigator.serviceWorker.register(workerOf(area, page), { scope: `/${area}/${page}` }).catch(() => {});
}
