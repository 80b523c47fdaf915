import { describe, expect, test } from "vitest";
import { MAX_FILE_BYTES, readFileText } from "./file-text.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const refusal = (input: Uint8Array | string) => {
  const file = readFileText(input);
  return "problem" in file ? [file.problem.code, file.problem.row] : null;
};

describe("readFileText", () => {
  test("[ERR_CSV_001] exactly 10 MB is read, one byte more is not, and the bytes count, not the characters", () => {
    expect(refusal("a".repeat(MAX_FILE_BYTES))).toBeNull();
    expect(refusal(new Uint8Array(MAX_FILE_BYTES + 1))).toEqual(["ERR_CSV_001", null]);
    expect(refusal("a".repeat(MAX_FILE_BYTES + 1))).toEqual(["ERR_CSV_001", null]);
    expect(refusal("é".repeat(MAX_FILE_BYTES / 2 + 1))).toEqual(["ERR_CSV_001", null]);
  });

  test.each([
    ["a zip or xlsx", [0x50, 0x4b, 0x03, 0x04, 0x14]],
    ["an old Excel sheet", [0xd0, 0xcf, 0x11, 0xe0, 0xa1]],
    ["a PDF", [...bytesOf("%PDF-1.7")]],
    ["gzip", [0x1f, 0x8b, 0x08]],
    ["text with a NUL", [...bytesOf("Symbol\u0000,Quantity")]],
    ["a web page named .csv", [...bytesOf("\n<!DOCTYPE html><table>")]],
  ])("[ERR_CSV_002] %s is not a CSV", (_, bytes) => {
    expect(refusal(Uint8Array.from(bytes))).toEqual(["ERR_CSV_002", null]);
  });

  test.each(["", "\uFEFF", " \r\n\n\t"])("[ERR_CSV_003] %j is empty", (text) => {
    expect(refusal(text)).toEqual(["ERR_CSV_003", null]);
  });

  test("[ERR_CSV_006] bytes that are not UTF-8 are reported with their line, half a UTF-16 character too", () => {
    expect(refusal(Uint8Array.from([...bytesOf("Symbol\r\nAAPL\r\nNestl"), 0xe9]))).toEqual(["ERR_CSV_006", 3]);
    expect(refusal(Uint8Array.from([0xff, 0xfe, 0x53, 0x00, 0x0a, 0x00, 0x00]))).toEqual(["ERR_CSV_006", 2]);
  });

  test("UTF-16 with its mark is text, as spreadsheets save it", () => {
    const little = new Uint8Array(Buffer.from("\uFEFFSymbol\tQuantity\r\nNestlé", "utf16le"));
    const big = Uint8Array.from(little, (_, at) => little[at ^ 1] ?? 0);
    for (const bytes of [little, big]) expect(readFileText(bytes)).toEqual({ text: "Symbol\tQuantity\r\nNestlé" });
    const withNul = new Uint8Array(Buffer.from("\uFEFFSymbol\0", "utf16le"));
    expect(refusal(withNul)).toEqual(["ERR_CSV_002", null]);
  });

  test("the byte order mark is dropped, from bytes and from a string", () => {
    expect(readFileText(bytesOf("\uFEFFSymbol"))).toEqual({ text: "Symbol" });
    expect(readFileText("\uFEFFSymbol")).toEqual({ text: "Symbol" });
  });
});
