import { Problem } from '@lagesbild/contract';
import { CodecError, type Columns, decodeColumns } from '@lagesbild/incidents';
import { BY_ITSELF, saysLost } from '../account/lost.ts';
import { forgetColumns, type KeptColumns, keepColumns, keptColumns } from './kept-columns.ts';
import type { EngineProblem } from './state.ts';

export interface Delivered {
  columns: Columns;
  origin: 'kept' | 'network';
}

export interface DeliveryOptions {
  municipality: string;
  /** Language of the api's sentences. */
  language: string;
  onProgress(loaded: number, total: number, columns: Columns): void;
  /** Bytes that have come, of how many; null where the server doesn't say. */
  onBytes(received: number, total: number | null): void;
}

/** Why rows could not be had. */
export class DeliveryError extends Error {
  readonly problem: EngineProblem;
  readonly detail: string | null;
  constructor(problem: EngineProblem, detail: string | null) {
    super(detail ?? problem);
    this.problem = problem;
    this.detail = detail;
  }
}

/** The rows kept at the last visit; null when there are none, or they can't be read any more. */
export async function fromShelf(options: DeliveryOptions): Promise<{ delivered: Delivered; etag: string } | null> {
  const kept = await keptColumns(options.municipality);
  if (kept === undefined) return null;
  try {
    const columns = await decodeColumns(pieces(kept.bytes.stream()), options);
    return { delivered: { columns, origin: 'kept' }, etag: kept.etag };
  } catch {
    // Written by another version of this page, or cut off: fetching again is all there is to do.
    await forgetColumns(options.municipality);
    return null;
  }
}

/**
 * The rows as the server has them now; null when `etag` still names them.
 * @throws {DeliveryError}
 */
export async function fromServer(
  options: DeliveryOptions,
  etag: string | null,
): Promise<{ delivered: Delivered; etag: string | null } | null> {
  const headers: Record<string, string> = { 'Accept-Language': options.language };
  if (etag !== null) Object.assign(headers, BY_ITSELF, { 'If-None-Match': etag });
  // The kept copy is the cache: the browser's own would hold the same bytes a second time.
  const response = await fetch(`/api/${options.municipality}/incidents/columns`, { headers, cache: 'no-store' }).catch(
    () => {
      throw new DeliveryError('unreachable', null);
    },
  );
  if (response.status === 304) return null;
  // Rows that may not be seen any more aren't kept either.
  if (response.status === 403) await forgetColumns(options.municipality);
  if (!response.ok || response.body === null) throw await refusal(response);
  const received: Uint8Array<ArrayBuffer>[] = [];
  const total = Number(response.headers.get('X-Decoded-Length')) || null;
  let bytes = 0;
  options.onBytes(bytes, total);
  const take = (piece: Uint8Array<ArrayBuffer>): void => {
    received.push(piece);
    bytes += piece.length;
    options.onBytes(bytes, total);
  };
  let columns: Columns;
  try {
    columns = await decodeColumns(pieces(response.body, take), options);
  } catch (error) {
    throw new DeliveryError(error instanceof CodecError ? 'damaged' : 'unreachable', null);
  }
  const now = response.headers.get('ETag');
  if (now !== null) {
    const kept: KeptColumns = { municipality: options.municipality, etag: now, bytes: new Blob(received) };
    // Not waited for: the answer matters more than the next visit.
    void keepColumns(kept);
  }
  return { delivered: { columns, origin: 'network' }, etag: now };
}

async function refusal(response: Response): Promise<DeliveryError> {
  const problem = Problem.safeParse(await response.json().catch(() => null));
  if (problem.success && saysLost(problem.data.code)) return new DeliveryError('signed_out', problem.data.detail);
  if (problem.success) return new DeliveryError('refused', problem.data.detail);
  return new DeliveryError(response.status >= 500 ? 'unreachable' : 'refused', null);
}

async function* pieces(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  also?: (piece: Uint8Array<ArrayBuffer>) => void,
): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      also?.(value);
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
