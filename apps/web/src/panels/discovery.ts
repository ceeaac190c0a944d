import { DEFAULT_DISCOVERIES, DISCOVERIES, type Discovery, type Filter } from '@lagesbild/contract';

/** The filter with one kind of discovery in or out. The default is written as no limit; the last one can't be taken out. */
export function withDiscovery(filter: Filter, value: Discovery, on: boolean): Filter {
  const { discovery: asked = DEFAULT_DISCOVERIES, ...rest } = filter;
  const chosen = DISCOVERIES.filter((other) => (other === value ? on : asked.includes(other)));
  if (chosen.length === 0) return filter;
  const isDefault =
    chosen.length === DEFAULT_DISCOVERIES.length && chosen.every((c) => DEFAULT_DISCOVERIES.includes(c));
  return isDefault ? rest : { ...rest, discovery: chosen };
}
