import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mapThemeFrom, rgb } from './map-theme.ts';

const CSS = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');

/** The declarations of the rule whose selector ends in `selector`. */
function declarations(selector: string): Record<string, string> {
  const at = CSS.indexOf(`${selector} {`);
  expect(at, selector).toBeGreaterThanOrEqual(0);
  const body = CSS.slice(CSS.indexOf('{', at) + 1, CSS.indexOf('}', at));
  return Object.fromEntries(
    body
      .split(';')
      .map((line) => line.split(/:(.*)/s).map((part) => part.trim()))
      .filter(([name]) => name !== '') as [string, string][],
  );
}

const light = declarations(':root');
const dark = { ...light, ...declarations(':root[data-theme="dark"]') };

function contrast(a: string, b: string): number {
  const luminance = (colour: string): number => {
    const [r, g, bl] = rgb(colour).map((byte) => {
      const c = byte / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * bl;
  };
  const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p) as [number, number];
  return (x + 0.05) / (y + 0.05);
}

describe('the tokens', () => {
  it('are the same in the dark whether the person or the system chose it', () => {
    expect(declarations(':root:not([data-theme="light"])')).toEqual(declarations(':root[data-theme="dark"]'));
  });
  it.each([
    ['light', light],
    ['dark', dark],
  ] as const)('give text 4.5:1 and marks 3:1 in the %s', (_, tokens) => {
    const t = (name: string): string => tokens[name]!;
    for (const ground of ['--paper', '--panel'])
      for (const text of ['--ink', '--ink-soft', '--accent', '--danger'])
        expect(contrast(t(text), t(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    expect(contrast(t('--accent-ink'), t('--accent'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(t('--map-label'), t('--map-land'))).toBeGreaterThanOrEqual(4.5);
    for (const mark of ['--recorded', '--growing', '--staying', '--fading', '--few'])
      expect(contrast(t(mark), t('--map-land')), mark).toBeGreaterThanOrEqual(3);
  });
  it.each([
    ['light', light],
    ['dark', dark],
  ] as const)('make the ramp of the %s theme stand out more the more there is', (_, tokens) => {
    const steps = ['--d1', '--d2', '--d3', '--d4', '--d5'].map((name) =>
      contrast(tokens[name]!, tokens['--map-land']!),
    );
    for (let i = 1; i < steps.length; i++) expect(steps[i]).toBeGreaterThan(steps[i - 1]!);
  });
});

describe('a map theme', () => {
  it('holds the tokens as plain colours', () => {
    const theme = mapThemeFrom('light', (name) => ` ${light[name] ?? ''}`);
    expect(theme.ramp).toEqual(['#e9e3b8', '#c3b96f', '#7d7c78', '#3e4f72', '#0b2a5b']);
    expect(theme.land).toBe('#f1eee7');
  });
  it('refuses a page without the tokens by name', () => {
    expect(() => mapThemeFrom('light', () => '')).toThrow('--map-land');
  });
  it('reads hex colours, and no others', () => {
    expect(rgb('#0b2a5b')).toEqual([11, 42, 91]);
    expect(rgb('#fff')).toEqual([255, 255, 255]);
    expect(() => rgb('oklch(1 0 0)')).toThrow(RangeError);
  });
});
