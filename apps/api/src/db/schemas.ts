/**
 * The schemas that are ours, whoever else uses the same database: what a backup holds, and what a restore replaces.
 * A migration that makes another one adds it here.
 */
export const SCHEMAS = ['staff', 'patrol', 'public_release', 'flag'] as const;
