import { Import, type ImportDecision } from '@lagesbild/contract';
import { loseSession, saysLost } from '../account/lost.ts';
import { ApiProblem, api, request } from '../api.ts';
import { RESEND_HEADER, resendKeyOfFile } from '../resend-key.ts';
import { eventsIn } from './event-stream.ts';
import { isOver } from './stage.ts';

const path = (id: string, act = ''): string => `/api/imports/${id}${act}`;

export const readImport = (id: string, signal?: AbortSignal): Promise<Import> =>
  api.get(path(id), Import, signal ? { signal } : {});
export const tellImport = (id: string, decision: ImportDecision): Promise<Import> =>
  api.patch(path(id), decision, Import);
export const runImport = (id: string): Promise<Import> => api.post(path(id, '/run'), undefined, Import);
export const cancelImport = (id: string): Promise<Import> => api.post(path(id, '/cancel'), undefined, Import);
export const undoImport = async (municipality: string, id: string): Promise<Import> => {
  await api.delete(`/api/${municipality}/imports/${id}`);
  return readImport(id);
};
export const loadDemonstration = (municipality: string): Promise<Import> =>
  api.post('/api/demonstration', { municipality }, Import);
export const rejectionsOf = (id: string): string => path(id, '/rejections.csv');

/**
 * Sends a file and tells how far it has come; `fetch` can't say that, so this is the one XMLHttpRequest.
 * @throws {ApiProblem} with code `aborted` when it was stopped here
 */
export function sendFile(file: File, onSent: (bytes: number) => void, signal: AbortSignal): Promise<Import> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    const no = (code: string, detail: string): void =>
      reject(
        new ApiProblem({ type: `urn:lagesbild:problem:${code}`, code, status: sending.status, title: code, detail }),
      );
    sending.upload.onprogress = ({ loaded }) => onSent(Math.min(loaded, file.size));
    sending.onerror = () => no('unreachable', '');
    sending.onabort = () => no('aborted', '');
    sending.onload = () => {
      try {
        const body: unknown = JSON.parse(sending.responseText);
        if (sending.status < 300) resolve(Import.parse(body));
        else {
          const problem = new ApiProblem(body as ApiProblem['problem']);
          if (saysLost(problem.code)) loseSession();
          reject(problem);
        }
      } catch (error) {
        no('unexpected', error instanceof Error ? error.message : String(error));
      }
    };
    signal.addEventListener('abort', () => sending.abort());
    sending.open('POST', '/api/imports');
    sending.setRequestHeader('Accept-Language', document.documentElement.lang);
    const key = resendKeyOfFile(file);
    if (key !== null) sending.setRequestHeader(RESEND_HEADER, key);
    const form = new FormData();
    form.append('file', file);
    sending.send(form);
  });
}

const POLL_MS = 1000;
const TIRED_AFTER = 20;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Follows an import until it waits for the person or is over: by its event stream, and by asking each second where a
 * proxy holds the stream back. Events are read by `fetch`, because EventSource can't say which language we speak.
 * @throws {ApiProblem} when it is gone, or the api hasn't answered for long
 */
export async function followImport(id: string, hear: (held: Import) => void, signal: AbortSignal): Promise<void> {
  const settled = (held: Import): boolean => {
    if (signal.aborted) return true;
    hear(held);
    return held.state === 'waiting' || isOver(held);
  };
  try {
    const response = await request('GET', path(id, '/progress'), null, { signal });
    for await (const data of eventsIn(response.body)) if (settled(Import.parse(JSON.parse(data)))) return;
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof ApiProblem && error.status === 404) throw error;
  }
  for (let failures = 0; !signal.aborted; await pause(POLL_MS)) {
    try {
      if (settled(await readImport(id, signal))) return;
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      if (++failures >= TIRED_AFTER || (error instanceof ApiProblem && error.status === 404)) throw error;
    }
  }
}
