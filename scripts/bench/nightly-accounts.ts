import { randomUUID } from "node:crypto";
import { asc, sql } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import { bulkUpsert } from "#server/db/bulk-upsert.ts";
import type { Database } from "#server/db/client.ts";
import { user } from "#server/db/schema/auth.ts";
import { bars, corporateActions, priceCoverage } from "#server/db/schema/market.ts";
import { portfolios, positions } from "#server/db/schema/portfolio.ts";
import { shiftedDate } from "#server/market/coverage.ts";
import { addSessions, sessionOnOrAfter } from "#server/market/nyse-calendar.ts";
import { OPTIONAL_REGRESSORS, REQUIRED_REGRESSORS } from "#server/market/regressors.ts";
import { createSampleMarket } from "#server/market/sources/sample-market.ts";

export const SYMBOLS = 500;
export const POSITIONS = 20;
/** Of every account before the night, the night's own session included. */
const SESSIONS = 254;
/** Sessions whose position values are stored: the rest would only make the table taller. */
const VALUED = 21;
/** More than any measure looks back. */
const HISTORY_DAYS = 830;
const SOURCE = "sample";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");

/**
 * Accounts of a year's age, stored as the nights before have left them: prices and results of every session up to the
 * one before `session`. Answers with their ids, ascending.
 */
export async function storeAccounts(db: Database, count: number, session: string): Promise<string[]> {
  const symbols = tickers();
  await storePrices(db, [...symbols, ...REQUIRED_REGRESSORS, ...OPTIONAL_REGRESSORS], session);
  await storePositions(db, count, symbols, addSessions(session, 1 - SESSIONS));
  await storeResultsBefore(db, session);
  for (const table of ["bars", "positions", "snapshots", "portfolio_risk", "position_values"]) {
    await db.execute(sql.raw(`vacuum analyze ${table}`));
  }
  const rows = await db.select({ id: portfolios.id }).from(portfolios).orderBy(asc(portfolios.id));
  return rows.map(({ id }) => id);
}

/** Of no company: QAA, QAB, … */
function tickers(): string[] {
  const all = LETTERS.flatMap((second) => LETTERS.map((third) => `Q${second}${third}`));
  return all.filter((ticker) => ticker !== "QQQ").slice(0, SYMBOLS);
}

async function storePrices(db: Database, symbols: readonly string[], session: string): Promise<void> {
  const [from, to] = [sessionOnOrAfter(shiftedDate(session, -HISTORY_DAYS)), addSessions(session, -1)];
  const market = createSampleMarket();
  const { answers } = await market.daily(symbols, from, to);
  for (const answer of answers) {
    const of = { source: SOURCE, symbol: answer.symbol };
    const [barRows, actions] = [answer.bars, answer.actions];
    await bulkUpsert(
      db,
      bars,
      barRows.map((bar) => ({ ...of, ...bar })),
      { onConflict: "ignore" },
    );
    await bulkUpsert(
      db,
      corporateActions,
      actions.map(({ date, kind, value }) => ({ ...of, exDate: date, kind, value })),
      { onConflict: "ignore" },
    );
  }
  const covered = answers.map(({ symbol }) => ({ source: SOURCE, symbol, fromDate: from, toDate: to }));
  await bulkUpsert(db, priceCoverage, covered, { onConflict: "ignore" });
}

async function storePositions(db: Database, count: number, symbols: readonly string[], entryDate: string) {
  const ownerId = randomUUID();
  await db.insert(user).values({ id: ownerId, name: "Bench", email: `${ownerId}@localhost` });
  const accounts = Array.from({ length: count }, (_, number) => ({
    ...{ id: randomUUID(), ownerId, name: `Bench ${number}`, accountName: `Bench ${number}`, accountType: "taxable" },
    ...{ openingEquity: "1000000", priceSource: SOURCE, createdAt: new Date() },
  }));
  await bulkUpsert(db, portfolios, accounts, { onConflict: "ignore" });
  const held = accounts.flatMap(({ id }, account) =>
    Array.from({ length: POSITIONS }, (_, ordinal) => ({
      ...{ id: randomUUID(), portfolioId: id, ordinal, symbol: symbolOf(symbols, account, ordinal) },
      ...{ quantity: 100, entryPrice: 100, entryDate, investmentClass: "PUBLIC" as const },
      investmentSubtype: "STOCK",
    })),
  );
  await bulkUpsert(db, positions, held, { onConflict: "ignore" });
}

/** Every account holds others: 20 of the 500, so many apart. */
function symbolOf(symbols: readonly string[], account: number, ordinal: number): string {
  const apart = 1 + (account % 24);
  return required(symbols[(account * 37 + ordinal * apart) % symbols.length], "symbol");
}

async function storeResultsBefore(db: Database, session: string): Promise<void> {
  const days = (count: number) => sql`
    select to_char(day, 'YYYY-MM-DD')::date as date from unnest(${`{${datesBefore(session, count).join(",")}}`}::date[]) day`;
  const [zeros, sums] = [sql.raw(Array(12).fill("0").join(",")), sql.raw(SUMS.join(","))];
  await db.execute(sql`
    insert into snapshots (portfolio_id, date, ${sums}, position_count, long_count, short_count, stale_count, margin)
    select id, date, ${zeros}, 20, 20, 0, 0, false from portfolios, (${days(SESSIONS - 1)}) as day`);
  await db.execute(sql`
    insert into portfolio_risk (portfolio_id, date) select id, date from portfolios, (${days(SESSIONS - 1)}) as day`);
  await db.execute(sql`
    insert into position_values (portfolio_id, position_id, date, quantity, market_value, unrealized_pnl, realized_pnl)
    select portfolio_id, id, date, 100, 10000, 0, 0 from positions, (${days(VALUED)}) as day`);
}

const SUMS =
  "equity cash market_value long_exposure short_exposure gross_exposure net_exposure pnl realized_pnl dividends flow cumulative_pnl".split(
    " ",
  );

function datesBefore(session: string, count: number): string[] {
  return Array.from({ length: count }, (_, back) => addSessions(session, -1 - back));
}
