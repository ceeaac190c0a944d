import { createServer } from 'node:net';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../database.ts';
import { onDatabase, testFolder } from '../testing.ts';

/** What an operator meets who has the address nearly right: one sentence, and nothing changed. */
const SERVER = String(process.env.TEST_DATABASE_URL);
const RUN = String(process.env.TEST_RUN);
const NAME = `lagesbild_test_${RUN}_bare`;
const ROLE = `lagesbild_test_${RUN}_guest`;
let admin: Client;

beforeAll(async () => {
  admin = new Client({ connectionString: SERVER });
  await admin.connect();
  await admin.query(`create database ${NAME}`);
  await admin.query(`create role ${ROLE} login password 'guest'`);
});
afterAll(async () => {
  await admin.query(`drop database if exists ${NAME} with (force)`);
  await admin.query(`drop role if exists ${ROLE}`);
  await admin.end();
});

const as = (user: string, database = NAME): string => {
  const url = new URL(onDatabase(SERVER, database));
  [url.username, url.password] = [user, 'guest'];
  return url.href;
};
const opening = (database_url: string) => openDatabase({ database_url, data_dir: testFolder() });

test('nobody there', async () => {
  await expect(opening('postgres://u:secret@127.0.0.1:1/x')).rejects.toThrow(
    'The server of DATABASE_URL (127.0.0.1:1) doesn’t answer (ECONNREFUSED): start it, or correct the address.',
  );
});

test('somebody there who isn’t PostgreSQL', async () => {
  const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await expect(opening(`postgres://u:secret@127.0.0.1:${port}/x`)).rejects.toThrow(/^The server of DATABASE_URL \(127/);
  server.close();
});

test('no such database', async () => {
  await expect(opening(onDatabase(SERVER, 'nowhere'))).rejects.toThrow(
    /has no database nowhere: make it with createdb/,
  );
});

test('no such user', async () => {
  await expect(opening(as('stranger'))).rejects.toThrow(/doesn’t let stranger in: check the user and the password/);
});

test('a user who may not make tables, and one who may not add PostGIS', async () => {
  await expect(opening(as(ROLE))).rejects.toThrow(/doesn’t let .*_guest make tables in .*: make .*_guest its owner/);
  await admin.query(`alter database ${NAME} owner to ${ROLE}`);
  await expect(opening(as(ROLE))).rejects.toThrow(/doesn’t let .*_guest add PostGIS: have an administrator run/);
});
