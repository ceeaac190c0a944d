import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { calendarOf } from './calendar.ts';

const ZONE = '5d0f1f7e-7c0e-4a57-9d3a-0f8f7f6f0a01';
const UNIT = '5d0f1f7e-7c0e-4a57-9d3a-0f8f7f6f0a02';
const line = { zone_id: ZONE, unit_id: UNIT, weekday: 6, from_minute: 60, to_minute: 240, minutes: 15, visits: 2 };
const NAME = `Märsta, centrum; \\ "kväll"\n${'åäö🙂'.repeat(40)}`;
const made = (week: string) =>
  calendarOf({
    ...{ plan_id: UNIT, week, name: 'Plan', time_zone: 'Europe/Stockholm', host: 'example.se', lines: [line] },
    ...{ zoneName: () => NAME, unitName: () => 'Fältgruppen' },
  });
const eventOf = (text: string) => new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')!);

test('a calendar is read by another program as it was meant, whatever a name holds', () => {
  const text = made('2026-11-23');
  const event = eventOf(text);
  expect(event.summary).toBe(`${NAME} · 2 × 15 min · Fältgruppen`);
  expect(event.startDate.toJSDate().toISOString()).toBe('2026-11-29T00:00:00.000Z');
  expect(event.endDate.toJSDate().toISOString()).toBe('2026-11-29T03:00:00.000Z');
  for (const one of text.split('\r\n')) expect(Buffer.byteLength(one)).toBeLessThanOrEqual(75);
  expect(text).not.toMatch(/[^\r]\n/);
});

test('the night that loses an hour ends an hour sooner', () => {
  const event = eventOf(made('2026-03-23'));
  expect(event.endDate.toJSDate().getTime() - event.startDate.toJSDate().getTime()).toBe(2 * 3600_000);
});

test('the same line is the same event when the file is made again', () => {
  expect(eventOf(made('2026-11-23')).uid).toBe(eventOf(made('2026-11-23')).uid);
});
