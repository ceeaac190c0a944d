import { describe, expect, it } from 'vitest';
import { formatParameters, isMethod, METHODS, type MethodName, ParameterError, readParameters } from './method.ts';

const read = (method: MethodName, text: string) => readParameters(method, new URLSearchParams(text));

describe('the parameters of a method', () => {
  it('are the usual ones where an address says nothing', () => {
    expect(read('gistar', '')).toEqual({ cell_m: 100, reach_m: 200, fdr: 0.05, own: 1 });
  });
  it.each(Object.keys(METHODS) as MethodName[])(
    'of %s are in range by default and come back from their own text',
    (method) => {
      const usual = readParameters(method, new URLSearchParams());
      expect(formatParameters(method, usual).toString()).toBe('');
      for (const [name, { min, max, usual: value }] of Object.entries(METHODS[method].parameters)) {
        expect(value).toBeGreaterThanOrEqual(min);
        expect(value).toBeLessThanOrEqual(max);
        const text = formatParameters(method, { ...usual, [name]: max } as never);
        expect(readParameters(method, text)).toEqual({ ...usual, [name]: max });
      }
    },
  );
  it.each([
    ['cell_m', '0'],
    ['cell_m', '0.001'],
    ['cell_m', 'NaN'],
    ['cell_m', '-100'],
    ['cell_m', '1e9'],
    ['cell_m', '100 '],
    ['reach_m', '10001'],
    ['fdr', '1'],
  ])('are refused by name: %s=%s', (parameter, value) => {
    const query = new URLSearchParams([[parameter, value]]);
    expect(() => readParameters('gistar', query)).toThrow(ParameterError);
    expect(() => readParameters('gistar', query)).toThrow(`${parameter}=${value}`);
  });
  it('are refused when given twice, or in parts where only whole ones will do', () => {
    expect(() => read('gistar', 'cell_m=100&cell_m=200')).toThrow('cell_m=100&200');
    expect(() => read('near-repeat', 'bands=2.5')).toThrow('bands=2.5');
  });
  it('belong to methods with a name, and to nothing an object inherits', () => {
    expect(isMethod('gistar')).toBe(true);
    expect(isMethod('toString')).toBe(false);
  });
});
