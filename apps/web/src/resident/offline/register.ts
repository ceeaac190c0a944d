/** The script that answers for a page without a connection: beside the page, because it may only answer for what lies below it. */
const workerOf = (area: string): string => `/${area}/plats-offline.js`;

export const isWorker = (path: string): boolean => /^\/[a-z][a-z0-9-]*\/plats-offline\.js$/.test(path);

/** What a phone needs to put the page among its own: a neutral name and icon. */
export function offerInstallation(area: string): void {
  const link = document.createElement('link');
  link.rel = 'manifest';
  link.href = `/${area}/plats.webmanifest`;
  document.head.append(link);
}

/** Makes the page open without a connection from now on, where the browser can and the connection is one that nobody changes. */
export function keepOffline(area: string): void {
  if (navigator.serviceWorker === undefined) return;
  // Without it the page works as long as there is a connection: nothing to tell anybody.
  navigator.serviceWorker.register(workerOf(area), { scope: `/${area}/plats` }).catch(() => {});
}
