import type { LogLevel } from './config.ts';

/**
 * What the log may hold. No address of anybody, no header, no value that a person sent: what happened, where in the program, and
 * on which route. Lines are JSON, so that a line break or a terminal's escape in a text stays a text.
 */
export const logOptions = (level: LogLevel) =>
  level === 'silent' ? false : { level, serializers: { req: requestSaid, res: answerSaid, err: errorSaid } };

interface Asked {
  method?: string;
  /** As it is registered, its parameters by name: `/api/:municipality`. */
  routeOptions?: { url?: string };
}

const requestSaid = ({ method, routeOptions }: Asked) => ({ method, route: routeOptions?.url });
const answerSaid = ({ statusCode }: { statusCode?: number }) => ({ statusCode });

const TEXT_MAX = 500;
const STACK_MAX = 12;

/**
 * An error by its kind, its code, and what it says without the values in it. PostgreSQL puts them in quotes (`invalid input
 * syntax for type uuid: "…"`) or apart, in `detail`, which is left out with everything else that hangs on an error.
 */
function errorSaid(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' };
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    message: withoutValues(error.message),
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    stack: places.slice(0, STACK_MAX).join('\n'),
  };
}

/** What follows a colon in quotes is somebody's; names of tables and columns stand before one. */
const withoutValues = (text: string): string =>
  text
    .replace(/(:\s*)(["'])[\s\S]*\2/g, '$1…')
    .replace(/\b(?:\d{1,3}\.){3}\d{1,3}\b|\b[\w.+-]+@[\w-]+\.[\w.]+\b|[\w-]{40,}/g, '…')
    .slice(0, TEXT_MAX);
