import { expect, test } from "vitest";
import { readableAddress } from "./readable-address.ts";

test("an address that can be decoded stays as it is", () => {
  for (const address of ["/", "/runs/7f3a?at=%", "/portfolios/%C3%A9%00", "/a%20b?q=%ED%A0%80"])
    expect(readableAddress(address)).toBe(address);
});

test("a path that is no UTF-8 is read as it is spelled, which leads to no page", () => {
  expect(readableAddress("/runs/%ED%A0%80")).toBe("/runs/%25ED%25A0%2580");
  expect(readableAddress("/runs/%?at=%20")).toBe("/runs/%25?at=%20");
  expect(readableAddress("/%ff?a?b")).toBe("/%25ff?a?b");
});
