/** Where what stands on a letter. All lengths in points (1/72 inch), from the top left corner of the sheet. */

/** Points in a millimetre. */
const mm = 72 / 25.4;

/**
 * A4 for an envelope with its window on the left (NEN 1026). The standard itself isn't free to read; these are the
 * measures in which the Dutch trade sells such envelopes, EA5 (156 × 220 mm, folded once) and EA5/6 (110 × 220 mm,
 * folded twice): a window of 110 × 40 mm, 20 mm from the left and 50 mm from the top. The sheet has 10 mm of play to the
 * side and up to 11 mm upwards, so that what lies from 20 to 120 mm and from 50 to 79 mm is seen whichever way it slides.
 */
export const paper = {
  width: 210 * mm,
  height: 297 * mm,
  left: 25 * mm,
  right: 185 * mm,
  /** Name of the sender on the first page. */
  sender: 18 * mm,
  /** First line of what follows, on pages after the first. */
  next: 25 * mm,
  /** Where the page number stands. */
  footer: 283 * mm,
  /** Last place for text. */
  bottom: 276 * mm,
  /** Date, number and subject begin here: below the window, above the first fold. */
  dateAndNumber: 92 * mm,
  /** What is seen through the window, however the sheet slides. */
  window: { left: 20 * mm, right: 120 * mm, top: 50 * mm, bottom: 79 * mm },
  /** Small, above the address: PostNL wants it in one line at the top left. */
  returnAddress: 50.6 * mm,
  address: 54 * mm,
  addressWidth: 94 * mm,
  /** In three for EA5/6, in half for EA5. */
  folds: [99 * mm, 148.5 * mm, 198 * mm],
} as const;

/**
 * Sizes in points. Addresses: a sans serif of 10 to 12 points, upright, in 3 to 6 lines (PostNL, "Addressing tips",
 * postnl.nl/en/sending/sending-a-parcel/addressing-tips); smaller, in more lines, only where a long name would not be
 * seen whole in the window.
 */
export const type = {
  body: 10,
  english: 9,
  code: 15,
  heading: 11,
  sender: 13,
  small: 8,
  returnAddress: { largest: 7, smallest: 4 },
  address: { sizes: [10, 9, 8, 7, 6, 5], lineHeight: 1.18 },
} as const;

/** White space in points: between lines, steps, and parts of the letter. */
export const space = { line: 2, step: 3, part: 8 } as const;
