import { expect, test } from "vitest";
import { ProviderError } from "../provider-http/provider-error.ts";
import { dailyOfEach } from "./daily-of-each.ts";

const SYMBOLS = Array.from({ length: 50 }, (_, index) => `S${index}`);
const none = (symbol: string) => ({ symbol, code: "no-data", reason: "" }) as const;

test("an error that is no provider's rejects, and nothing more is asked", async () => {
  const asked: string[] = [];
  const others = Promise.withResolvers<void>();
  const outage = new Error("the database is gone");
  const asking = dailyOfEach(SYMBOLS, 4, async (symbol) => {
    asked.push(symbol);
    if (symbol === "S2") throw outage;
    await others.promise;
    return none(symbol);
  });
  await expect(asking).rejects.toBe(outage);
  others.resolve();
  await new Promise(setImmediate);
  expect(asked).toEqual(["S0", "S1", "S2", "S3"]);
});

test("a provider's error is its symbol's failure", async () => {
  const { failures } = await dailyOfEach(["A", "B", "A"], 4, async (symbol) => {
    if (symbol === "A") throw new ProviderError("server-error", "down", { provider: "fmp" });
    return none(symbol);
  });
  expect(failures.map(({ symbol, code }) => `${symbol} ${code}`).sort()).toEqual(["A source-unavailable", "B no-data"]);
});
