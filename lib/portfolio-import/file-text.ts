import { type Problem, problemOf } from "./problem.ts";

/** The largest file read, in bytes (10 MB). */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

const MAGIC_NUMBERS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0x25, 0x50, 0x44, 0x46],
  [0x1f, 0x8b],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
] as const;

/** Spreadsheets save "Unicode text" so. */
const UTF16_MARKS = [
  { mark: [0xff, 0xfe], encoding: "utf-16le" },
  { mark: [0xfe, 0xff], encoding: "utf-16be" },
] as const;

const startsWith = (bytes: Uint8Array, mark: readonly number[]) => mark.every((byte, at) => bytes[at] === byte);

const lineOf = (text: string, at: number) => text.slice(0, at).split(/\r\n|\r|\n/).length;

function decode(bytes: Uint8Array, encoding: string): { text: string } | { problem: Problem } {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const lenient = new TextDecoder(encoding).decode(bytes);
    const row = lineOf(lenient, Math.max(0, lenient.indexOf("\uFFFD")));
    const name = encoding === "utf-8" ? "UTF-8" : "UTF-16";
    return { problem: problemOf("ERR_CSV_006", { row, message: `The file is not ${name} text` }) };
  }
}

/**
 * The text of an uploaded file without its byte order mark, or the one problem for which it is not read at all:
 * too large, binary (zip, spreadsheet, PDF, image, NUL bytes, markup), neither UTF-8 nor marked UTF-16, or blank. Checked in that order, before parsing.
 */
export function readFileText(input: Uint8Array | string): { text: string } | { problem: Problem } {
  const tooLong = typeof input === "string" && input.length > MAX_FILE_BYTES;
  const bytes = typeof input === "string" && !tooLong ? new TextEncoder().encode(input) : input;
  if (tooLong || bytes.length > MAX_FILE_BYTES || typeof bytes === "string")
    return { problem: problemOf("ERR_CSV_001") };
  const utf16 = UTF16_MARKS.find(({ mark }) => startsWith(bytes, mark));
  if (!utf16 && (bytes.includes(0) || MAGIC_NUMBERS.some((mark) => startsWith(bytes, mark))))
    return { problem: problemOf("ERR_CSV_002") };
  const decoded = decode(bytes, utf16?.encoding ?? "utf-8");
  if ("problem" in decoded) return decoded;
  if (decoded.text.includes("\0")) return { problem: problemOf("ERR_CSV_002") };
  const text = decoded.text.replace(/^\uFEFF/, "");
  if (text.trim() === "") return { problem: problemOf("ERR_CSV_003") };
  return /^\s*<(?:!doctype|html|\?xml|table)/i.test(text) ? { problem: problemOf("ERR_CSV_002") } : { text };
}
