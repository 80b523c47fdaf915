import { describe, expect, it } from "vitest";
import { createRequestKeys } from "./request-key.ts";

describe("keys of repeated requests", () => {
  it("stay while the content is the same and change with any part of it", () => {
    const keyOf = createRequestKeys();
    const file = new Uint8Array([1]);
    const first = keyOf(file, "fields", false);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(keyOf(file, "fields", false)).toBe(first);
    const others = [keyOf(file, "fields", true), keyOf(file, "other", true), keyOf(new Uint8Array([1]), "other", true)];
    expect(new Set([first, ...others]).size).toBe(4);
  });

  it("are not shared by two forms", () => {
    expect(createRequestKeys()("x")).not.toBe(createRequestKeys()("x"));
  });
});
