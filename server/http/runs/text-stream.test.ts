import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { textStream } from "./text-stream.ts";

const unexpected = (error: unknown) => {
  throw error;
};

async function* numberedLines(count: number, made: { lines: number }, ended?: () => void): AsyncGenerator<string> {
  try {
    for (; made.lines < count; made.lines += 1) yield `line ${made.lines}: ${"x".repeat(90)}\n`;
  } finally {
    ended?.();
  }
}

test("[LOG4] the text arrives whole and in order", async () => {
  const text = await new Response(textStream(numberedLines(5_000, { lines: 0 }), unexpected)).text();
  expect(text.trimEnd().split("\n")).toEqual(
    Array.from({ length: 5_000 }, (_, line) => `line ${line}: ${"x".repeat(90)}`),
  );
});

test("[LOG4] whoever reads slowly is not read ahead for: an endless text takes no more than a chunk", async () => {
  const made = { lines: 0 };
  const reader = textStream(numberedLines(Number.POSITIVE_INFINITY, made), unexpected).getReader();
  await reader.read();
  for (let turn = 0; turn < 1_000; turn++) await nextTurn();
  expect(made.lines).toBeLessThan(1_000);
  await reader.cancel();
});

test("[LOG4] whoever stops reading ends the reading of the source", async () => {
  let ended = false;
  const lines = numberedLines(Number.POSITIVE_INFINITY, { lines: 0 }, () => {
    ended = true;
  });
  const reader = textStream(lines, unexpected).getReader();
  await reader.read();
  await reader.cancel();
  expect(ended).toBe(true);
});

test("[LOG4] a source that fails is told of, and breaks the text off", async () => {
  const failures: unknown[] = [];
  async function* broken(): AsyncGenerator<string> {
    yield "x".repeat(70_000);
    throw new Error("the database is gone");
  }
  const reader = textStream(broken(), (error) => failures.push(error)).getReader();
  expect((await reader.read()).value).toHaveLength(70_000);
  await expect(reader.read()).rejects.toThrow("the database is gone");
  expect(failures).toHaveLength(1);
});
