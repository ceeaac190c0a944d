import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { isAskable, issuerFetch, Unasked } from './issuer-fetch.ts';

let canary: Server | null = null;
afterEach(() => {
  canary?.close();
  canary?.closeAllConnections();
  canary = null;
});
/** Hears whoever comes. */
async function listen(answer: (response: ServerResponse) => void, host = '127.0.0.1') {
  const heard: string[] = [];
  canary = createServer((request, response) => {
    heard.push(request.url ?? '');
    answer(response);
  });
  await new Promise<void>((resolve) => canary!.listen(0, host, resolve));
  return { heard, port: (canary.address() as AddressInfo).port };
}

test('addresses are judged by what they are, however they are written', () => {
  for (const address of [
    '127.0.0.1',
    '::1',
    '10.1.2.3',
    '192.168.1.1',
    '172.31.0.1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '100.64.0.1',
  ])
    expect([address, isAskable(address, false), isAskable(address, true)]).toEqual([address, false, true]);
  for (const address of [
    '169.254.169.254',
    '::ffff:169.254.169.254',
    'fe80::1',
    '0.0.0.0',
    '::',
    '224.0.0.1',
    '255.255.255.255',
    'ff02::1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
  ])
    expect([address, isAskable(address, false), isAskable(address, true)]).toEqual([address, false, false]);
  for (const address of ['52.1.2.3', '2a01:111::1', '172.32.0.1', '11.0.0.1'])
    expect([address, isAskable(address, false)]).toEqual([address, true]);
});

test('no word reaches this machine unless the settings say that the issuer is here', async () => {
  const { heard, port } = await listen((response) => response.end());
  const names = [
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    'localhost',
    '[::ffff:127.0.0.1]',
    '0.0.0.0',
  ];
  for (const name of names)
    for (const scheme of ['http', 'https'])
      await expect(issuerFetch(false)(`${scheme}://${name}:${port}/`), `${scheme} ${name}`).rejects.toThrow(Unasked);
  for (const href of [`http://example.invalid:${port}/`, 'file:///etc/passwd', 'ftp://127.0.0.1/'])
    await expect(issuerFetch(true)(href)).rejects.toThrow(Unasked);
  expect(heard).toEqual([]);
});

test('a redirect is an answer, not a way', async () => {
  const { heard, port } = await listen((response) => response.writeHead(302, { location: '/elsewhere' }).end());
  const answer = await issuerFetch(true)(`http://127.0.0.1:${port}/`);
  expect([answer.status, heard]).toEqual([302, ['/']]);
});

test('an answer without an end is cut off', async () => {
  const { port } = await listen((response) => {
    const more = (): void => {
      while (response.writable && response.write('x'.repeat(65_536)));
      response.once('drain', more);
    };
    more();
  });
  await expect(issuerFetch(true)(`http://127.0.0.1:${port}/`)).rejects.toThrow('> 1 MB');
});

test('whoever has gone isn’t waited for', async () => {
  const { port } = await listen(() => {});
  const signal = AbortSignal.timeout(50);
  await expect(issuerFetch(true)(`http://127.0.0.1:${port}/`, { signal })).rejects.toThrow(Unasked);
});
