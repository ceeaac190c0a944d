import { createHash, randomBytes } from 'node:crypto';

/** 256 bits that nobody can guess, in the letters of an address. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of it: of 256 random bits a plain hash tells nothing. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');
