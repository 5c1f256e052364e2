/** What a single claim may look like, in every signed JWT that is read here. */

/** Printable ASCII, as RFC 7519 StringOrURI has it in practice. */
export const printable = /^[\x20-\x7e]{1,200}$/;

/** Id of an application, as in `mijn-duo-portal` or a URI without `@`. */
export const applicationId = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$/;

/** A name of a person or application, in any script: no control or formatting characters, no line ends. */
export const personName = /^[^\p{C}\p{Zl}\p{Zp}]{1,200}$/u;
