/**
 * What our pages may make of text that a library hands to the browser as a program or as markup. The content security policy
 * (`headers.ts` of the api) refuses every such text that hasn't come through here; no other policy can be made.
 */

/** Text without any markup: nothing we show comes as HTML, and what a library empties or measures stays text. */
export const withoutMarkup = (html: string): string => html.replace(/<[^>]*>?/g, '');

/** A script of our own bundle, such as MapLibre's worker. @throws {TypeError} for any other */
export function ownScript(address: string, page: string): string {
  const { origin, pathname, href } = new URL(address, page);
  if (origin !== new URL(page).origin || !/^\/assets\/[\w.-]+\.js$/.test(pathname))
    throw new TypeError(`${href} is no script of ours`);
  return href;
}

interface Policies {
  createPolicy(
    name: string,
    rules: { createHTML(html: string): string; createScriptURL(address: string): string },
  ): void;
}

/**
 * A browser that doesn't know of policies needs none.
 * @param isAlso  scripts of ours that the page needs outside the folder of bundles, by their path
 */
export function guardSinks(isAlso: (path: string) => boolean = () => false): void {
  (globalThis as { trustedTypes?: Policies }).trustedTypes?.createPolicy('default', {
    createHTML: withoutMarkup,
    createScriptURL: (address) => (isAlso(address) ? address : ownScript(address, location.href)),
  });
}
