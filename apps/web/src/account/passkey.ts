import { PasskeyQuestion, Session } from '@lagesbild/contract';
import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { api } from '../api.ts';

type Options = (typeof PasskeyQuestion)['_output']['options'];
type ShowOptions = Parameters<typeof startAuthentication>[0]['optionsJSON'];
type MakeOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];

/** The browser asks for a key; what it answers is for the api. */
export const showPasskey = (options: Options) =>
  startAuthentication({ optionsJSON: options as unknown as ShowOptions });
export const makePasskey = (options: Options) => startRegistration({ optionsJSON: options as unknown as MakeOptions });

/** In by whichever key this browser offers. */
export async function enterByPasskey(): Promise<Session> {
  const { options } = await api.post('/api/session/passkey/start', undefined, PasskeyQuestion);
  return api.post('/api/session/passkey', { response: await showPasskey(options) }, Session);
}

/** Closed without a key, or it took too long: browsers don't tell which. Nothing has happened, and one may try again. */
export const isCancelled = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError');
