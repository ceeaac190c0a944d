/** What a phone needs to put the page among its own: a neutral name and icon. */
export function offerInstallation(area: string): void {
  const link = document.createElement('link');
  link.rel = 'manifest';
  link.href = `/${area}/plats.webmanifest`;
  document.head.append(link);
}
