import { buildColumns, encodeColumns } from '@lagesbild/incidents';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DeliveryError, fromServer, fromShelf } from './delivery.ts';

const none: number[] = [1, 2, 3];
const zero = none.map(() => 0);
const columns = buildColumns(
  {
    ...{ x: none, y: none, minute: none, duration_min: zero, registered: zero, report: none, row: none },
    ...{ time_precision: zero, precision: zero, discovery: zero, unit: zero, category: zero },
  },
  { dataVersion: 3, srid: 3006, proj4: '+proj=utm +zone=33', categories: ['theft'] },
);
const bytes = async (): Promise<ArrayBuffer> =>
  new Blob(encodeColumns(columns) as Uint8Array<ArrayBuffer>[]).arrayBuffer();
const options = { municipality: 'sigtuna', language: 'sv', onProgress: () => {}, onBytes: () => {} };
const answer = (response: Response | Error): ReturnType<typeof vi.fn> => {
  const fetched = vi.fn(async () => {
    if (response instanceof Error) throw response;
    return response;
  });
  vi.stubGlobal('fetch', fetched);
  return fetched;
};
const problemOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'delivered',
    (error: unknown) => (error instanceof DeliveryError ? [error.problem, error.detail] : error),
  );

afterEach(() => vi.unstubAllGlobals());

describe('a delivery', () => {
  it('brings the rows and the tag they have', async () => {
    answer(new Response(await bytes(), { headers: { ETag: '"3"' } }));
    const { delivered, etag } = (await fromServer(options, null))!;
    expect([delivered.columns.count, delivered.columns.dataVersion, etag]).toEqual([3, 3, '"3"']);
  });
  it('asks by tag, in the language of the page, and takes "not modified" for an answer', async () => {
    const fetched = answer(new Response(null, { status: 304 }));
    expect(await fromServer(options, '"3"')).toBeNull();
    expect(fetched.mock.calls[0]![1].headers).toEqual({
      'Accept-Language': 'sv',
      'If-None-Match': '"3"',
      'Lagesbild-Background': '1',
    });
  });
  it('tells how many bytes have come, of how many where the server says so', async () => {
    const file = await bytes();
    const heard: (readonly [number, number | null])[] = [];
    const onBytes = (received: number, total: number | null): unknown => heard.push([received, total]);
    answer(new Response(file, { headers: { 'X-Decoded-Length': String(file.byteLength) } }));
    await fromServer({ ...options, onBytes }, null);
    expect([heard[0], heard.at(-1)]).toEqual([
      [0, file.byteLength],
      [file.byteLength, file.byteLength],
    ]);
    answer(new Response(file));
    await fromServer({ ...options, onBytes }, null);
    expect(heard.at(-1)).toEqual([file.byteLength, null]);
  });
  it('calls a file that ends early damaged', async () => {
    answer(new Response((await bytes()).slice(0, -8)));
    expect(await problemOf(fromServer(options, null))).toEqual(['damaged', null]);
  });
  it('calls a page of somebody else’s damaged', async () => {
    answer(new Response('<!doctype html><p>Sign in to the hotel’s network</p>'));
    expect(await problemOf(fromServer(options, null))).toEqual(['damaged', null]);
  });
  it('tells a refusal in the api’s own words', async () => {
    const problem = { type: 'urn:x', code: 'starting', title: 'Startar', status: 503, detail: 'Databasen öppnas.' };
    answer(new Response(JSON.stringify(problem), { status: 503 }));
    expect(await problemOf(fromServer(options, null))).toEqual(['refused', 'Databasen öppnas.']);
  });
  it('calls a network that fails, and a gateway without words, unreachable', async () => {
    answer(new TypeError('Failed to fetch'));
    expect(await problemOf(fromServer(options, null))).toEqual(['unreachable', null]);
    answer(new Response('bad gateway', { status: 502 }));
    expect(await problemOf(fromServer(options, null))).toEqual(['unreachable', null]);
  });
  it('goes on without a shelf where the browser has none', async () => {
    expect(await fromShelf(options)).toBeNull();
  });
});
