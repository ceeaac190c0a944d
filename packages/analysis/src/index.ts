/** The statistics: typed arrays in, typed arrays out. No I/O, no clock, no hidden randomness. */
export type { Kernel, Raster } from './kernel.ts'; // shapes of a kernel, and the cells it is asked at
export { type DensityOptions, type KernelDensity, kernelDensity } from './kernel-density.ts'; // incidents per km² round each place
