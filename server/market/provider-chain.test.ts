import { describe, expect, test } from "vitest";
import { createStubProvider, type StubProviderOptions } from "#tests/fixtures/stub-provider.ts";
import { flatBar } from "#tests/fixtures/stub-source.ts";
import { sessionsBetween } from "./nyse-calendar.ts";
import type { DailyFailure, MarketProvider, Profile } from "./price-source.ts";
import { createProviderChain } from "./provider-chain.ts";
import { ProviderError } from "./provider-http/provider-error.ts";

const UNKNOWN = { code: "unknown-symbol", reason: "no such symbol" } as const;
const DAY = "2025-07-15";

function chainOf(providers: readonly MarketProvider[], aliases: Readonly<Record<string, string>> = {}) {
  return createProviderChain({
    ...{ name: "live", label: "Live", providers },
    aliases: async (symbols) =>
      new Map(symbols.flatMap((symbol) => (aliases[symbol] ? [[symbol, aliases[symbol]] as const] : []))),
  });
}

const knowing = (name: MarketProvider["name"], ...symbols: string[]) =>
  createStubProvider({ name, bars: (symbol) => (symbols.includes(symbol) ? [flatBar(DAY)] : UNKNOWN) });
const failing = (name: MarketProvider["name"], failure: Pick<DailyFailure, "code" | "reason">) =>
  createStubProvider({ name, bars: () => failure });

describe("daily prices of a chain", () => {
  test("each provider is asked for what those before it do not have, and each answer says who gave it", async () => {
    const providers = [knowing("yahoo", "AAPL"), knowing("massive", "AAPL", "MSFT"), knowing("fmp")];
    const { answers, failures } = await chainOf(providers).daily(["AAPL", "MSFT"], DAY, DAY);
    expect(failures).toEqual([]);
    expect(answers.map(({ symbol, listing }) => [symbol, listing?.provider])).toEqual([
      ["AAPL", "yahoo"],
      ["MSFT", "massive"],
    ]);
    expect(providers.map(({ asked }) => asked)).toEqual([[["AAPL", "MSFT"]], [["MSFT"]], []]);
  });

  test("a failure says every provider's words, each once with its name", async () => {
    const providers = [
      failing("yahoo", UNKNOWN),
      failing("massive", { code: "unknown-symbol", reason: "Massive does not know HZNP" }),
    ];
    const { failures } = await chainOf(providers).daily(["HZNP"], DAY, DAY);
    expect(failures).toEqual([
      {
        symbol: "HZNP",
        code: "unknown-symbol",
        reason: "Yahoo Finance: no such symbol; Massive does not know HZNP",
      },
    ]);
  });

  test.each([
    ["rate-limited", "unknown-symbol", "rate-limited"],
    ["unknown-symbol", "source-unavailable", "source-unavailable"],
    ["no-data", "unauthorized", "unauthorized"],
    ["no-data", "unknown-symbol", "no-data"],
    ["unknown-symbol", "bad-data", "bad-data"],
  ] as const)("a symbol is no more hopeless than the best of its failures: %s and %s", async (first, second, code) => {
    const providers = [failing("yahoo", { code: first, reason: "a" }), failing("fmp", { code: second, reason: "b" })];
    const { failures } = await chainOf(providers).daily(["X"], DAY, DAY);
    expect(failures.map((failure) => failure.code)).toEqual([code]);
  });

  describe("where the first provider cannot look back as far", () => {
    const FROM = "2025-07-10";
    const ranges: string[] = [];
    /** Has the sessions from a date on, and says so. */
    const since = (name: MarketProvider["name"], first: string): MarketProvider => ({
      ...createStubProvider({ name }),
      async daily(symbols, from, to) {
        ranges.push(`${name} ${from} ${to}`);
        const begin = first > from ? first : from;
        const bars = sessionsBetween(begin, to).map((date) => flatBar(date));
        const cut = begin > from ? { from: begin, rejected: [{ date: from, ...LEFT_OUT }] } : {};
        return { answers: symbols.map((symbol) => ({ symbol, bars, actions: [], ...cut })), failures: [] };
      },
    });
    const LEFT_OUT = { value: "", place: "history", reason: "your plan" };
    const answerOf = async (...providers: MarketProvider[]) => {
      ranges.length = 0;
      const { answers, failures } = await chainOf(providers).daily(["AAPL"], FROM, DAY);
      expect([answers.length, failures.length]).toEqual([1, 0]);
      return answers[0];
    };

    test("the next one is asked for the dates before", async () => {
      const answer = await answerOf(since("massive", "2025-07-14"), since("fmp", "2025-07-11"), since("yahoo", FROM));
      expect(ranges).toEqual([`massive ${FROM} ${DAY}`, `fmp ${FROM} 2025-07-13`, `yahoo ${FROM} 2025-07-10`]);
      const parts = [answer, answer?.earlier, answer?.earlier?.earlier];
      expect(parts.map((part) => [part?.listing?.provider, part?.from, part?.bars.length])).toEqual([
        ["massive", "2025-07-14", 2],
        ["fmp", "2025-07-11", 1],
        ["yahoo", undefined, 1],
      ]);
      expect(parts.some((part) => part?.rejected)).toBe(false);
    });

    test("nothing more is said of them than that, where nobody can", async () => {
      const answer = await answerOf(since("massive", "2025-07-14"), failing("yahoo", UNKNOWN));
      expect(answer).not.toHaveProperty("from");
      expect(answer?.rejected).toEqual([{ date: FROM, ...LEFT_OUT }]);
      expect(await answerOf(since("massive", "2025-07-14"))).not.toHaveProperty("from");
    });

    test("they stay open where another one may, another time", async () => {
      const away = failing("yahoo", { code: "source-unavailable", reason: "away" });
      for (const chain of [
        [since("massive", "2025-07-14"), away],
        [away, since("massive", "2025-07-14")],
      ]) {
        expect(await answerOf(...chain)).toMatchObject({ from: "2025-07-14" });
      }
    });
  });

  test("exchange rates and option quotes are asked of those who have them", async () => {
    const [stocks, all] = [
      createStubProvider({ name: "massive", capabilities: ["daily"] }),
      createStubProvider({ name: "yahoo" }),
    ];
    await chainOf([stocks, all]).daily(["AAPL", "EUR/USD", "AAPL251219C00200000"], DAY, DAY);
    expect([stocks.asked, all.asked]).toEqual([[["AAPL"]], [["EUR/USD", "AAPL251219C00200000"]]]);
    const { failures } = await chainOf([stocks]).daily(["EUR/USD"], DAY, DAY);
    expect(failures).toEqual([
      { symbol: "EUR/USD", code: "unknown-symbol", reason: "no provider set up here has exchange rates" },
    ]);
  });

  test("a renamed company is asked for by its alias and answered under its own name, once for both", async () => {
    const provider = knowing("yahoo", "META");
    const { answers } = await chainOf([provider], { FB: "META" }).daily(["FB", "META"], DAY, DAY);
    expect(provider.asked).toEqual([["META"]]);
    expect(answers.map(({ symbol, listing }) => [symbol, listing?.providerSymbol])).toEqual([
      ["FB", "META"],
      ["META", null],
    ]);
  });

  test("a failure under an alias is the asked symbol's", async () => {
    const { failures } = await chainOf([knowing("yahoo")], { OLD: "NEW" }).daily(["OLD"], DAY, DAY);
    expect(failures.map(({ symbol }) => symbol)).toEqual(["OLD"]);
  });

  test("a provider that leaves a symbol out has failed it", async () => {
    const silent = { ...createStubProvider(), daily: async () => ({ answers: [], failures: [] }) };
    const { failures } = await chainOf([silent]).daily(["AAPL"], DAY, DAY);
    expect(failures).toEqual([{ symbol: "AAPL", code: "bad-response", reason: "Yahoo Finance said nothing of AAPL" }]);
  });

  test("nobody is asked once the signal is aborted", async () => {
    const stop = new AbortController();
    const first: MarketProvider = {
      ...knowing("yahoo"),
      async daily() {
        stop.abort(new Error("stopped"));
        return { answers: [], failures: [] };
      },
    };
    const second = knowing("massive");
    await expect(chainOf([first, second]).daily(["AAPL"], DAY, DAY, stop.signal)).rejects.toThrow("stopped");
    expect(second.asked).toEqual([]);
  });
});

describe("profiles, statements and searches of a chain", () => {
  const named = (symbol: string, name: string) => ({ symbol, name }) as Profile;
  const profiles = (name: MarketProvider["name"], profile: StubProviderOptions["profile"]) =>
    createStubProvider({ name, ...(profile ? { profile } : {}) });
  const refused = async () => {
    throw new ProviderError("rate-limited", "too many requests", { provider: "yahoo" });
  };

  test("are the first provider's that has something, under the name asked", async () => {
    const providers = [
      profiles("yahoo", async () => null),
      profiles("massive", refused),
      profiles("fmp", async (symbol) => named(symbol, "Meta")),
    ];
    expect(await chainOf(providers, { FB: "META" }).profile("FB")).toEqual(named("FB", "Meta"));
  });

  test("are nothing where the first that answered has nothing", async () => {
    const providers = [profiles("yahoo", async () => null), profiles("fmp", refused)];
    expect(await chainOf(providers).profile("AAPL")).toBeNull();
  });

  test("fail with the last words where the first provider could not say, so that they are asked for again", async () => {
    await expect(chainOf([profiles("yahoo", refused), profiles("fmp", refused)]).profile("AAPL")).rejects.toThrow(
      "too many requests",
    );
    await expect(
      chainOf([profiles("yahoo", refused), profiles("fmp", async () => null)]).profile("AAPL"),
    ).rejects.toThrow("too many requests");
  });

  test("are asked only of providers that have them", async () => {
    const without = createStubProvider({ capabilities: ["daily"], profile: refused });
    expect(await chainOf([without]).profile("AAPL")).toBeNull();
    expect(await chainOf([without]).search("apple")).toEqual([]);
  });

  test("a search goes on where nothing was found", async () => {
    const match = { symbol: "AAPL", name: "Apple", exchange: null, kind: "stock" } as const;
    const providers = [createStubProvider(), createStubProvider({ name: "fmp", search: async () => [match] })];
    expect(await chainOf(providers).search("apple")).toEqual([match]);
  });
});

test("the present is the exchange's, without asking anybody", async () => {
  const provider = createStubProvider();
  const chain = chainOf([provider, createStubProvider({ name: "fmp" })]);
  expect(await chain.presentDate(new Date("2025-07-15T21:00:00Z"), ["AAPL"])).toBe(DAY);
  expect(provider.asked).toEqual([]);
  expect(chain).toMatchObject({
    remote: true,
    simulated: false,
    basis: "as traded",
    attribution: "from yahoo · from fmp",
  });
});
