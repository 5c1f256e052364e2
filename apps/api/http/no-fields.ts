/** A command that needs nothing but its address. */
export class NoFields {}
