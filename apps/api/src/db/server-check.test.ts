import { expect, test } from 'vitest';
import { whatItLacks } from './server-check.ts';

test.each([
  [{ postgresql: '15.18 (Debian 15.18-0+deb12u1)', installed: '3.3.2', available: '3.3.2' }, null],
  [{ postgresql: '18.3', installed: null, available: '3.6.2' }, null],
  [{ postgresql: '16beta1', installed: '4.0.0', available: '4.0.0' }, null],
  [{ postgresql: '14.9', installed: '3.4.0', available: '3.4.0' }, /is PostgreSQL 14\.9: .* 15 or newer/],
  [{ postgresql: '9.6.24', installed: null, available: null }, /is PostgreSQL 9\.6\.24/],
  [{ postgresql: '16.4', installed: null, available: null }, /has no PostGIS: .*postgresql-16-postgis-3/],
  [{ postgresql: '15.2', installed: '3.1.9', available: '3.3.2' }, /has PostGIS 3\.1\.9: .* 3\.3 or newer/],
  [{ postgresql: '15.2', installed: '2.5.5', available: '2.5.5' }, /has PostGIS 2\.5\.5/],
])('%j', (found, sentence) => {
  const lacking = whatItLacks(found);
  if (sentence === null) expect(lacking).toBeNull();
  else expect(lacking?.message).toMatch(sentence);
});
