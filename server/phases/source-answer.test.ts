import { expect, test } from "vitest";
import { ProviderError, type ProviderErrorCode } from "#server/market/provider-http/provider-error.ts";
import { createSourceAsker } from "./source-answer.ts";

const failure = (code: ProviderErrorCode) => new ProviderError(code, `Yahoo: ${code}`, { provider: "yahoo" });

function asker(answer: (symbol: string) => Promise<number | null>) {
  const asked: string[] = [];
  const { signal } = new AbortController();
  const ask = createSourceAsker<number>(
    (symbol) => {
      asked.push(symbol);
      return answer(symbol);
    },
    "nothing",
    signal,
  );
  return { ask, asked };
}

test("an answer, nothing and a failure stand beside each other, in the order asked", async () => {
  const { ask } = asker(async (symbol) => {
    if (symbol === "BAD") throw failure("bad-response");
    return symbol === "NONE" ? null : 1;
  });
  expect(await ask(["A", "BAD", "NONE"])).toEqual([
    { symbol: "A", value: 1, reason: null },
    { symbol: "BAD", value: null, reason: "Yahoo: bad-response" },
    { symbol: "NONE", value: null, reason: "nothing" },
  ]);
});

test.each<ProviderErrorCode>(["paused", "quota-spent", "unauthorized"])(
  "after %s no other symbol is asked for; each has the reason",
  async (code) => {
    const { ask, asked } = asker(() => Promise.reject(failure(code)));
    await ask(["A"]);
    expect(await ask(["B", "C"])).toEqual([
      { symbol: "B", value: null, reason: `Yahoo: ${code}` },
      { symbol: "C", value: null, reason: `Yahoo: ${code}` },
    ]);
    expect(asked).toEqual(["A"]);
  },
);

test("several that time out are the source's failure, a single one is its symbol's", async () => {
  const { ask, asked } = asker(() => Promise.reject(failure("timeout")));
  await ask(["A"]);
  await ask(["B", "C"]);
  await ask(["D"]);
  expect(asked).toEqual(["A", "B", "C"]);
});

test("[PH8] a source that answers about any symbol goes on being asked", async () => {
  const { ask, asked } = asker((symbol) =>
    symbol === "B" ? Promise.resolve(null) : Promise.reject(failure("timeout")),
  );
  await ask(["A", "B", "C"]);
  await ask(["D"]);
  expect(asked).toEqual(["A", "B", "C", "D"]);
});

test("symbols the source does not understand are no outage", async () => {
  const { ask, asked } = asker(() => Promise.reject(failure("not-found")));
  await ask(["A", "B"]);
  await ask(["C"]);
  expect(asked).toEqual(["A", "B", "C"]);
});

test("hands the signal on and throws its reason once aborted", async () => {
  const stopping = new AbortController();
  const ask = createSourceAsker<number>(
    async (_symbol, signal) => {
      stopping.abort(new Error("cancelled"));
      signal.throwIfAborted();
      return 1;
    },
    "nothing",
    stopping.signal,
  );
  await expect(ask(["A"])).rejects.toThrow("cancelled");
});
