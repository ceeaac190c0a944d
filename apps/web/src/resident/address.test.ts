import { expect, it } from 'vitest';
import { addressOf, readAddress } from './address.ts';

it('the address says whose page it is, and whether it is that of a receipt', () => {
  expect(readAddress('/sigtuna/plats', '')).toEqual({ area: 'sigtuna', page: 'plats', code: null });
  expect(readAddress('/sigtuna/plats/', '#')).toEqual({ area: 'sigtuna', page: 'plats', code: null });
  expect(readAddress(addressOf('avon', 'kvitto'), '#bali-kuma')).toEqual({
    ...{ area: 'avon', page: 'kvitto', code: 'bali-kuma' },
  });
  expect(readAddress('/sigtuna/plats/kvitto', '#%E0%A4').code).toBeNull();
});
