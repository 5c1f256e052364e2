/** What is printed on the back of a token generator: capitals and digits, with hyphens between them. Text: leading zeros count. */
export const serialNumberForm = { pattern: /^[0-9A-Z]+(-[0-9A-Z]+)*$/, max: 20 };
