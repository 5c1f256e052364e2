import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element of a document: attributes as `@name`, text as `#text`, and children by name without prefix. */
export interface Element {
  readonly [name: string]: unknown;
}

/** What may stand more than once. */
const lists: ReadonlySet<string> = new Set(['KeyPackage']);

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  textNodeName: '#text',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  alwaysCreateTextNode: true,
  // No entity is ever resolved; a document with a DTD is refused before.
  processEntities: false,
  isArray: (name) => lists.has(name),
});

/**
 * The document's root of this name.
 *
 * @returns what is wrong with it, in words that hold nothing of it, where there is none
 */
export function readXml(text: string, root: string): Element | string {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return 'must have no document type and no entities';
  const valid = XMLValidator.validate(text);
  if (valid !== true) return `is not well-formed XML (line ${valid.err.line})`;
  try {
    const document = parser.parse(text) as Element;
    return childOf(document, root) ?? `must be a ${root}`;
  } catch {
    return 'is not XML that can be read';
  }
}

/** The child of this name; nothing where there is none, or more than one. */
export function childOf(parent: Element | undefined, name: string): Element | undefined {
  const child = parent?.[name];
  return typeof child === 'object' && child !== null && !Array.isArray(child)
    ? (child as Element)
    : undefined;
}

export function childrenOf(parent: Element, name: string): readonly Element[] {
  const children = parent[name];
  return Array.isArray(children) ? (children as readonly Element[]) : [];
}

export function textOf(element: Element | undefined): string | undefined {
  const text = element?.['#text'];
  return typeof text === 'string' && text !== '' ? text : undefined;
}

export function attributeOf(element: Element | undefined, name: string): string | undefined {
  const value = element?.[`@${name}`];
  return typeof value === 'string' ? value : undefined;
}
