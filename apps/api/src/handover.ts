import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Language } from '@lagesbild/contract';
import { failureInWords } from './command.ts';
import { runCommand } from './commands.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import { folderName } from './db/embedded/folder-lock.ts';
import { privateFolder } from './db/embedded/private-folder.ts';
import { ProblemError } from './errors.ts';

/** What goes over the socket: one line of JSON each. */
export interface Order {
  args: readonly string[];
  cwd: string;
  language: Language;
}
type Answer = { line: string } | { failure: string } | { exit: number };

/**
 * While the application runs it holds the embedded folder, so a command can't open it: it is handed over on a unix
 * socket in a folder only this user can enter, named by the data folder's real path.
 *
 * @returns stops listening
 */
export const listenForCommands = async (config: Config, database: Database): Promise<() => void> => {
  if (config.database_url !== null) return () => {};
  const path = socketPath(config.data_dir);
  rmSync(path, { force: true });
  const server = createServer((socket) => obey(socket, config, database));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
  chmodSync(path, 0o600);
  server.unref();
  return () => {
    server.close();
    rmSync(path, { force: true });
  };
};

/**
 * Lets the process that holds the folder run a command.
 *
 * @returns its exit code, or null when nobody listens
 */
export const handOver = (
  config: Config,
  order: Order,
  print: (line: string) => void,
  fail: (line: string) => void = print,
): Promise<number | null> =>
  new Promise((resolve, reject) => {
    const socket = connect(socketPath(config.data_dir));
    let connected = false;
    const ended = () => (connected ? reject(new ProblemError('command_cut_off')) : resolve(null));
    socket.once('error', ended).once('close', ended);
    socket.once('connect', () => {
      connected = true;
      socket.write(`${JSON.stringify(order)}\n`);
    });
    linesOf(socket, (text) => {
      const answer = JSON.parse(text) as Answer;
      if ('line' in answer) return print(answer.line);
      if ('failure' in answer) return fail(answer.failure);
      resolve(answer.exit);
      socket.end();
    });
  });

const obey = (socket: Socket, config: Config, database: Database): void => {
  const gone = new AbortController();
  socket.once('error', () => gone.abort()).once('close', () => gone.abort());
  const say = (answer: Answer) => socket.writable && socket.write(`${JSON.stringify(answer)}\n`);
  const print = (line: string) => void say({ line });
  linesOf(socket, async (text) => {
    const { args, cwd, language } = JSON.parse(text) as Order;
    try {
      say({ exit: await runCommand(database, args, print, { cwd, config, language, signal: gone.signal }) });
    } catch (error) {
      say({ failure: failureInWords(language, error) });
      say({ exit: 1 });
    }
  });
};

/** `readline` would turn a lost connection into an uncaught error. */
const linesOf = (socket: Socket, onLine: (line: string) => void): void => {
  let text = '';
  socket.setEncoding('utf8').on('data', (part) => {
    const lines = (text + part).split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
};

export const socketPath = (data_dir: string): string => join(privateFolder(), `${folderName(data_dir)}.commands`);
