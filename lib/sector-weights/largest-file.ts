/** The largest file of sector weights that is read, in bytes (1 MB). */
export const MAX_WEIGHTS_BYTES = 1024 * 1024;
