/** The most price files of one portfolio, the table of splits and dividends among them. */
export const MAX_PRICE_FILES = 20;
/** All of them together, in bytes (20 MB). */
export const MAX_PRICE_BYTES = 20 * 1024 * 1024;
/** The most symbols of one of them. */
export const MAX_SYMBOLS = 5_000;
/** The most rows of a price file: more than the calendar of the exchange has sessions. */
export const MAX_ROWS = 60_000;
/** The longest name of one of them, in characters. */
export const MAX_FILE_NAME = 200;
