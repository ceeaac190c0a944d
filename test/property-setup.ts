import { configureGlobal } from 'fast-check';

/** The examples of every property are drawn from this seed when one is given; new ones are drawn when none is. */
if (process.env.PROPERTY_SEED) configureGlobal({ seed: Number(process.env.PROPERTY_SEED) });
