import { config } from 'zod';

/**
 * Our content security policy lets no text become a program. Zod would try, to see whether it may, and the browser reports
 * each try; told so before the first schema is made, it doesn't.
 */
config({ jitless: true });
