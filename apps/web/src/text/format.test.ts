import { describe, expect, it } from 'vitest';
import { formatDay, formatNumber, formatP, formatPeriod, formatShare, weekdayNames } from './format.ts';

const plain = (text: string): string => text.replace(/[\u00a0\u2009\u202f]/g, ' ');

describe('numbers and days', () => {
  it('group thousands as each language does, with Latin digits in all', () => {
    expect(plain(formatNumber(25112, 'sv'))).toBe('25 112');
    expect(formatNumber(25112, 'en')).toBe('25,112');
    expect(formatNumber(25112, 'ar')).toMatch(/^[0-9,.٬]+$/);
  });

  it('are the Gregorian calendar and the same day wherever the machine is', () => {
    expect(formatDay('2026-11-21', 'sv')).toBe('21 nov. 2026');
    expect(formatDay('2026-01-01', 'en')).toBe('1 Jan 2026');
    expect(formatDay('2026-11-21', 'ar')).toContain('2026');
  });

  it('say a period once where its ends share a year', () => {
    expect(plain(formatPeriod('2026-08-24', '2026-11-21', 'sv'))).toBe('24 aug. – 21 nov. 2026');
    expect(plain(formatPeriod('2021-11-22', '2026-11-22', 'sv'))).toBe('22 nov. 2021 – 22 nov. 2026');
    expect(plain(formatPeriod('2022-01-03', '2022-01-30', 'sv'))).toBe('3–30 jan. 2022');
    expect(plain(formatPeriod('2021-01-01', '2021-12-31', 'sv', 'month'))).toBe('jan.–dec. 2021');
  });

  it('show a small share with a decimal and a large one without', () => {
    expect(plain(formatShare(0.114, 'sv'))).toBe('11 %');
    expect(plain(formatShare(0.048, 'sv'))).toBe('4,8 %');
  });

  it('give p three decimals, and what is smaller as smaller, from left to right in every language', () => {
    expect([formatP(0.0254, 'sv'), formatP(1, 'sv'), formatP(0.001, 'en')]).toEqual(['0,025', '1,000', '0.001']);
    expect(formatP(0.0004, 'ar')).toBe('\u2066< 0.001\u2069');
  });

  it('begin the week on Monday', () => {
    expect(weekdayNames('sv', 'long')[0]).toBe('måndag');
    expect(weekdayNames('sv', 'long')[6]).toBe('söndag');
  });
});
