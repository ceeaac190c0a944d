import type { Sentence } from './speech.ts';

/** A telephone line to call, for what. */
export interface Line {
  sentence: Extract<Sentence, `line.${string}`>;
  number: string;
}

export const EMERGENCY: Line = { sentence: 'line.emergency', number: '112' };
export const POLICE: Line = { sentence: 'line.police', number: '114 14' };
export const SUPPORT: readonly Line[] = [
  { sentence: 'line.victims', number: '116 006' },
  { sentence: 'line.children', number: '116 111' },
  { sentence: 'line.women', number: '020-50 50 50' },
];

/** What a telephone dials. */
export const dialled = (number: string): string => `tel:${number.replace(/[^\d+]/g, '')}`;
