import XMLBuilder from 'fast-xml-builder';

/** What an element may hold: a text, other elements by name, or the same element several times. */
export type XmlValue = string | number | boolean | null | XmlValue[] | { [name: string]: XmlValue };

const builder = new XMLBuilder({ suppressEmptyNode: true });
const HEAD = '<?xml version="1.0" encoding="utf-8"?>\n';

/** An XML document. @param root name of its outermost element */
export const xmlOf = (root: string, content: XmlValue): string => `${HEAD}${builder.build({ [root]: content })}`;
