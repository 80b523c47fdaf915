import { expect, test } from "vitest";
import { cutAtWord, excerpt, isWebPage } from "./excerpt.ts";

test("a page is told by its type or its beginning", () => {
  expect(isWebPage("text/html; charset=utf-8", "OK")).toBe(true);
  expect(isWebPage("application/json", " \n<!DOCTYPE html>")).toBe(true);
  expect(isWebPage(null, "<html lang=en>")).toBe(true);
  expect(isWebPage("application/json", '{"html":"<p>"}')).toBe(false);
});

test("shows a page's title, or its words without tags, scripts and styles", () => {
  expect(excerpt("<html><title>Before\n you continue</title><p>Accept")).toBe("Before you continue");
  expect(excerpt("<style>p{}</style><p>Just <b>a</b>\u0000 moment<script>let a = '<p>'")).toBe("Just a moment");
});

test("a cut leaves whole words, and something of a single long one", () => {
  expect(cutAtWord("limit must be", 7)).toBe("limit…");
  expect(cutAtWord("limit must be", 10)).toBe("limit must…");
  expect(cutAtWord("limit must be", 13)).toBe("limit must be");
  expect(cutAtWord("unbreakable", 4)).toBe("unbr…");
});

test("is one short line", () => {
  expect(excerpt(`${"word ".repeat(16)}and more`)).toBe(`${"word ".repeat(16).trim()}…`);
  expect(excerpt("cut in a ta<p class=")).toBe("cut in a ta");
});
