import { describe, expect, test } from 'vitest';
import { ownScript, withoutMarkup } from './trusted-types.ts';

describe('markup', () => {
  test.each([
    ['<b>© Kartverket</b>', '© Kartverket'],
    ['&copy; <a href="https://a.example">A</a>', '&copy; A'],
    ['<img src=x onerror=alert(1)>', ''],
    ['<<img src=x onerror=alert(1)>', ''],
    ['<img src=x onerror=alert(1)//', ''],
    ['<script>alert(1)</script>', 'alert(1)'],
    ['<svg/onload=alert(1)', ''],
    ['<!--><img src=x>-->', '-->'],
    ['', ''],
  ])('of %s the text stays: %s', (html, text) => expect(withoutMarkup(html)).toBe(text));
});

describe('a script', () => {
  const page = 'http://localhost:3000/sigtuna/karta';
  test.each(['/assets/maplibre-gl-worker-DX6FIJ71.js', 'http://localhost:3000/assets/a-b.js'])(
    '%s is ours',
    (address) => expect(ownScript(address, page)).toBe(new URL(address, page).href),
  );
  test.each([
    'https://evil.example/assets/a.js',
    '//evil.example/assets/a.js',
    'data:text/javascript,alert(1)',
    'blob:http://localhost:3000/1b4e28ba-2fa1-11d2-883f-0016d3cca427',
    'javascript:alert(1)',
    '/assets/../api/sigtuna/places',
    '/api/openapi.json',
    '/assets/picture.svg',
    'http://localhost:3001/assets/a.js',
  ])('%s is not', (address) => expect(() => ownScript(address, page)).toThrow('is no script of ours'));
});
