import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { handleErrors } from './errors.ts';
import { shedLoad } from './pressure.ts';

/** An application whose data takes `work_ms` of the process's own time, and which has heard `crowd` questions in one moment. */
async function crowded(crowd: number, work_ms: number) {
  const app = Fastify();
  handleErrors(app);
  const load = shedLoad(app);
  const order: string[] = [];
  app.get('/api/data', async () => {
    for (const from = performance.now(); performance.now() - from < work_ms; );
    order.push('data');
    return 'data';
  });
  app.get('/api/health', async () => {
    order.push('health');
    return 'well';
  });
  await app.ready();
  const asked = Array.from({ length: crowd }, () => app.inject('/api/data'));
  const health = app.inject('/api/health');
  const answers = await Promise.all(asked);
  await health;
  await app.close();
  return { answers, order, load: load() };
}

test('how it is is told between the questions of a crowd, not after them', async () => {
  const { answers, order } = await crowded(60, 0);
  expect(answers.every(({ statusCode }) => statusCode === 200)).toBe(true);
  expect(order.indexOf('health')).toBeLessThan(20);
});

test('beyond what can be under way at once, data is turned away with a time to come again', async () => {
  const { answers, load } = await crowded(300, 0);
  const away = answers.filter(({ statusCode }) => statusCode === 503);
  expect(away.length).toBeGreaterThan(0);
  expect(away.every(({ headers }) => headers['retry-after'] === '1')).toBe(true);
  expect(load).toMatchObject({ in_flight: 0, turned_away: away.length });
});

test('a line too slow to be waited in takes nobody more, and takes them again when it has passed', async () => {
  const app = Fastify();
  handleErrors(app);
  shedLoad(app);
  app.get('/api/data', (_request, reply) => {
    for (const from = performance.now(); performance.now() - from < 25; );
    reply.send('data');
  });
  await app.ready();
  const crowd = () => Promise.all(Array.from({ length: 100 }, () => app.inject('/api/data')));
  const statuses = [...(await crowd()), ...(await crowd())].map(({ statusCode }) => statusCode);
  expect(statuses).toContain(503);
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(32);
  expect((await app.inject('/api/data')).statusCode).toBe(200);
  await app.close();
});

test('strangers’ connections take no more than half of the files that may be open, as a report of the process counts them', async () => {
  const app = Fastify();
  shedLoad(app);
  const { userLimits } = process.report.getReport() as { userLimits: { open_files: { soft: number | 'unlimited' } } };
  const files = Number(userLimits.open_files.soft);
  expect(app.server.maxConnections).toBe(Number.isNaN(files) ? undefined : Math.min(10_000, Math.floor(files / 2)));
  await app.close();
});
