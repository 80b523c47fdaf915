import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { recallColumns, rememberColumns, signatureOf } from "./remembered-columns.ts";

const store = new Map<string, string>();
beforeEach(() => {
  store.clear();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => store.set(key, value),
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const said = (signature: string) => ({ signature, columns: { Symbol: 1 }, quantityBasis: "as of today" as const });

test("what was said of a header is there for the next file of the same, the last word counting", () => {
  rememberColumns(said("a|b"));
  rememberColumns({ ...said("a|b"), columns: { Symbol: 2 } });
  expect(recallColumns("a|b")?.columns).toEqual({ Symbol: 2 });
  expect(recallColumns("a|c")).toBeNull();
  for (let number = 0; number < 40; number++) rememberColumns(said(`other ${number}`));
  expect(recallColumns("a|b")).toBeNull();
});

test("what cannot be read counts as nothing said", () => {
  store.set("nonet.import-columns.v2", "{");
  expect(recallColumns("a|b")).toBeNull();
  store.set("nonet.import-columns.v2", '[{"signature":"a|b","columns":{"Colour":1},"quantityBasis":"as traded"}]');
  expect(recallColumns("a|b")).toBeNull();
});

test("a browser that keeps nothing is no fault", () => {
  vi.stubGlobal("localStorage", {
    getItem: () => {
      throw new DOMException("off", "SecurityError");
    },
    setItem: () => {
      throw new DOMException("off", "SecurityError");
    },
  });
  rememberColumns(said("a|b"));
  expect(recallColumns("a|b")).toBeNull();
});

test("the signature is the names of the columns; a file without a header has none", () => {
  const headers = ["Symbol", "Qty (Quantity)"];
  expect(signatureOf({ headers, mapping: { headerRow: 3, columns: {} } })).toBe("symbol|qtyquantity");
  expect(signatureOf({ headers, mapping: { headerRow: null, columns: {} } })).toBeNull();
});
