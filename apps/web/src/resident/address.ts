/** What the address says: whose page this is, and which of the two. */
export interface PageAddress {
  area: string;
  page: 'plats' | 'kvitto';
  /** A code that a QR code carried behind the #, which no server gets to see. */
  code: string | null;
}

export function readAddress(path: string, hash: string): PageAddress {
  const [area = '', , receipt] = path.split('/').filter((part) => part !== '');
  return { area, page: receipt === 'kvitto' ? 'kvitto' : 'plats', code: readCode(hash) };
}

function readCode(hash: string): string | null {
  try {
    return decodeURIComponent(hash.slice(1)) || null;
  } catch {
    return null;
  }
}

export const addressOf = (area: string, page: PageAddress['page']): string =>
  page === 'kvitto' ? `/${area}/plats/kvitto` : `/${area}/plats`;
