/** An account's id: a UUID (RFC 9562), and neither nil nor max; lower or upper case. */
export const accountIdForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
