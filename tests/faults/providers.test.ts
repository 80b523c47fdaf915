import { readFile } from "node:fs/promises";
import { and, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { required } from "#lib/assert.ts";
import { bars, companyProfiles, symbolFailures } from "#server/db/schema/market.ts";
import { quarantinedBars } from "#server/db/schema/quarantine.ts";
import type { ProviderName, SourceName } from "#server/market/price-source.ts";
import { PROVIDER_LABELS } from "#server/market/provider-http/provider-label.ts";
import { isTransient } from "#server/market/transient-failure.ts";
import { openProviderStage, type ProviderStage } from "#tests/fixtures/provider-stage.ts";
import type { FaultRule } from "#tests/fixtures/providers/stub-server.ts";
import { createFaultTable } from "./fixtures/fault-table.ts";
import {
  FRAIL,
  OF_ALL,
  OF_FRAIL,
  OF_ONE_CELL,
  OF_ONE_PRICE,
  OF_ONE_SYMBOL,
  type ProviderFault,
  SPOILT,
} from "./fixtures/provider-faults.ts";
import { type SeenRun, seenRun } from "./fixtures/seen-run.ts";

const PROVIDERS = ["yahoo", "massive", "fmp"] as const satisfies readonly ProviderName[];
/** Who is asked beside a provider that fails, and after it. */
const NEXT = { yahoo: "massive", massive: "fmp", fmp: "yahoo" } as const;
const FROM = "2026-07-01";
const TO = "2026-07-10";
const SOUND = ["AAPL", "KO"];

type Closes = readonly { readonly date: string; readonly close: number }[];

let stage: ProviderStage;
/** A run on each provider while all is well, and what it stored of the symbol that is frail later. */
const undisturbed = new Map<ProviderName, { readonly seen: SeenRun; readonly closes: Closes }>();
const faults: (() => void)[] = [];
const ofSymbols = createFaultTable();
const ofProviders = createFaultTable();

beforeAll(async () => {
  stage = await openProviderStage();
  // Runs of past dates fetch none: with them, nothing is amiss but what a test does.
  await stage.db
    .insert(companyProfiles)
    .values(
      ["live", ...PROVIDERS].flatMap((source) =>
        [...SOUND, FRAIL].map((symbol) => ({ source, symbol, kind: "stock" as const, sector: "Technology" })),
      ),
    );
  for (const provider of PROVIDERS) {
    undisturbed.set(provider, { seen: await run(provider), closes: await closesOf(provider, FRAIL) });
  }
}, 120_000);
afterEach(() => faults.splice(0).forEach((takeBack) => void takeBack()));
afterAll(() => stage.close(), 60_000);

const well = (provider: ProviderName) => required(undisturbed.get(provider), provider);

async function run(source: SourceName): Promise<SeenRun> {
  const positions = [...SOUND, FRAIL].map((symbol) => ({ symbol, entryDate: FROM }));
  return seenRun(stage.db, await stage.start({ source, positions, from: FROM, to: TO }));
}

/** Runs on a provider that fails and, beside it, on the next one, which must not notice. */
async function runFailing(provider: ProviderName, rule: FaultRule, http: ProviderFault["http"]): Promise<SeenRun> {
  const next = NEXT[provider];
  await stage.setUp({ order: [provider, next], ...(http ? { http } : {}) });
  faults.push(stage.stubs[provider].fault(rule));
  const [failing, beside] = await Promise.all([run(provider), run(next)]);
  expectSame(beside, well(next).seen, [...SOUND, FRAIL]);
  expect(beside.status).toBe("completed");
  expect(beside.phases).toEqual(well(next).seen.phases);
  return failing;
}

/** The values of the symbols, to the last digit. */
function expectSame(seen: SeenRun, as: SeenRun, symbols: readonly string[]): void {
  for (const symbol of symbols) {
    expect(seen.valuesOf(symbol)).not.toEqual([]);
    expect(seen.valuesOf(symbol)).toEqual(as.valuesOf(symbol));
  }
}

const ofFrail = (provider: ProviderName, { fault }: Pick<ProviderFault, "fault">): FaultRule => ({
  when: OF_FRAIL[provider],
  fault: fault(provider),
});
const closesOf = (source: SourceName, symbol: string) =>
  stage.db
    .select({ date: bars.date, close: bars.close })
    .from(bars)
    .where(and(eq(bars.source, source), eq(bars.symbol, symbol)))
    .orderBy(bars.date);
/** How the words begin of those who were not even asked for, whichever they are. */
const LEFT_ALONE = /^.* (failed \d+ times in a row|asked for a pause).*; the last time: /;
const title = (each: Pick<ProviderFault, "name">) => each.name;

const withoutPrice = ({ code }: ProviderFault) =>
  isTransient(code)
    ? "1 symbol without prices: the source did not answer as it should. Run again when it does, or choose another one"
    : "1 symbol without prices";

describe.each(PROVIDERS)("[PH8] F8 %s", (provider) => {
  const label = PROVIDER_LABELS[provider];

  test.each(OF_ONE_SYMBOL.map((each) => [title(each), each] as const))(
    "%s leaves one symbol without prices, named in the provider's words, and costs the others nothing",
    async (name, fault) => {
      const seen = await runFailing(provider, ofFrail(provider, fault), fault.http);
      const [failure] = await stage.db.select().from(symbolFailures);
      const words = required(failure, "remembered failure").reason;
      expect(failure).toMatchObject({ source: provider, symbol: FRAIL, code: fault.code });
      expect(words).toContain(label);
      expect(seen.status).toBe("partial");
      expect(seen.collection).toMatchObject({
        ...{ status: "warning", summary: "2/3 symbols priced (66.7% coverage)" },
        warnings: [{ code: "symbols-unavailable", message: withoutPrice(fault), items: [`${FRAIL}: ${words}`] }],
      });
      expect(seen.log).toContain(`⚠️ ${FRAIL}: unavailable (${words})`);
      expect(await closesOf(provider, FRAIL)).toEqual([]);
      expectSame(seen, well(provider).seen, SOUND);
      ofSymbols.add({ fault: name, provider, run: seen.status, words: `${FRAIL}: unavailable (${words})` });
    },
  );

  test.each(OF_ONE_CELL.map((each) => [title(each), each] as const))(
    "%s is refused and named, and costs the others nothing",
    async (name, fault) => {
      const seen = await runFailing(provider, ofFrail(provider, fault), undefined);
      const { message, items } = required(seen.collection.warnings[0], "warning");
      expect(seen.status).toBe("partial");
      expect(seen.collection).toMatchObject({ status: "warning", summary: "3/3 symbols priced (100.0% coverage)" });
      expect(seen.collection.warnings).toMatchObject([
        { code: "prices-refused", items: [expect.stringMatching(/^FRAIL: 1 price, first close "/)] },
      ]);
      expect(seen.log).toContainEqual(expect.stringMatching(/^⚠️ FRAIL: 1 price refused \(close "/));
      expect(await closesOf(provider, FRAIL)).toEqual(well(provider).closes.filter(({ date }) => date !== SPOILT));
      expectSame(seen, well(provider).seen, SOUND);
      ofSymbols.add({ fault: name, provider, run: seen.status, words: `${message}. ${items.join("; ")}` });
    },
  );

  test.each(OF_ONE_PRICE.map((each) => [title(each), each] as const))(
    "%s is in quarantine and named, stands in no number, and costs the others nothing",
    async (name, fault) => {
      const seen = await runFailing(provider, ofFrail(provider, fault), undefined);
      const { message, items } = required(seen.collection.warnings[0], "warning");
      expect(seen.status).toBe("partial");
      expect(seen.collection).toMatchObject({ status: "warning", summary: "3/3 symbols priced (100.0% coverage)" });
      expect(seen.collection.warnings).toMatchObject([
        { code: "prices-quarantined", items: [expect.stringMatching(/^FRAIL 2026-07-06: /)] },
      ]);
      expect(seen.log).toContainEqual(expect.stringMatching(/^⚠️ FRAIL: 1 price quarantined \(2026-07-06: /));
      const doubted = await stage.db.select().from(quarantinedBars);
      expect(doubted).toMatchObject([{ source: provider, symbol: FRAIL, date: SPOILT, rule: fault.rule }]);
      expect(await closesOf(provider, FRAIL)).toEqual(well(provider).closes.filter(({ date }) => date !== SPOILT));
      expectSame(seen, well(provider).seen, SOUND);
      expect(seen.staleCounts.get(SPOILT)).toBe(1);
      ofSymbols.add({ fault: name, provider, run: seen.status, words: `${message}. ${items.join("; ")}` });
    },
  );

  test.each(OF_ALL.map((each) => [title(each), each] as const))(
    "%s to every request fails the run with what to do, and in a chain the next provider is asked",
    async (name, fault) => {
      const { asked } = stage.stubs[provider];
      const before = asked.length;
      const seen = await runFailing(provider, { fault: fault.fault(provider) }, fault.http);
      const failures = await stage.db.select().from(symbolFailures);
      expect(failures.map(({ code }) => code)).toContain(fault.code);
      const [words = "", ...others] = new Set(failures.map(({ reason }) => reason.replace(LEFT_ALONE, "")));
      expect(others).toEqual([]);
      expect(words).toContain(label);
      expect(seen).toMatchObject({ status: "failed", collection: { status: "failed" } });
      expect(seen.reason).toMatch(new RegExp(`^No price from "${label}" for any of 3 symbols\\. AAPL.*: ${label} `));
      expect(seen.reason).toContain(words);
      expect(seen.reason).toMatch(/ Choose another price source or upload price files, then retry\.$/);
      // One request for each of eleven symbols at most, and for a session that is renewed.
      expect(asked.length - before).toBeLessThanOrEqual(40);
      const chained = await run("live");
      expect(chained.collection.summary).toBe("3/3 symbols priced (100.0% coverage)");
      expectSame(chained, well(NEXT[provider]).seen, [...SOUND, FRAIL]);
      ofProviders.add({ fault: name, provider, run: seen.status, words });
    },
  );
});

test("the tables of docs/market-data.md have the words that were seen", async () => {
  const page = await readFile(new URL("../../docs/market-data.md", import.meta.url), "utf8");
  const written = page.split("\n").filter((line) => /^\| .* \| (completed|partial|failed) \| /.test(line));
  expect(written).toEqual([...ofSymbols.rows(), ...ofProviders.rows()]);
});
