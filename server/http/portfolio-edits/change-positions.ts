import { and, eq, isNull, max, min, type SQL, sql } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import type { EditProblem, EditReading } from "#lib/portfolio-edits/edit-check.ts";
import { isValued } from "#lib/portfolio-edits/is-valued.ts";
import {
  type PositionFields,
  readChangedPosition,
  readPosition,
  type StatedPosition,
} from "#lib/portfolio-edits/position.ts";
import { ERROR_CODES } from "#lib/portfolio-import/error-codes.ts";
import { MAX_POSITIONS } from "#lib/portfolio-import/positions-table.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { portfolios, positions, valuations } from "#server/db/schema/portfolio.ts";
import { STATED_COLUMNS, type StoredPosition, statedPosition } from "#server/queries/stated-position.ts";
import { HttpProblem } from "../problem.ts";
import { earliestDate } from "./earliest-date.ts";
import { type Edited, type EditedAccount, editInputs } from "./edit-inputs.ts";
import { requiredValue } from "./required-value.ts";

/** The day it is, and whether a position equal to a stored one is a fill of its own. */
export interface AddRules {
  readonly today: string;
  readonly acceptDuplicates: boolean;
}

/** @throws HttpProblem with every problem of the fields; ERR_POS_023 for one that is there already; ERR_PORT_015. */
export function addPosition(
  db: Database,
  portfolioId: string,
  fields: PositionFields,
  { today, acceptDuplicates }: AddRules,
): Promise<StoredPosition> {
  const stated = requiredValue(readPosition(fields, today));
  return editInputs(db, portfolioId, async (tx) => {
    const ofPortfolio = eq(positions.portfolioId, portfolioId);
    if ((await tx.$count(positions, ofPortfolio)) >= MAX_POSITIONS) throw new HttpProblem("ERR_PORT_015");
    if (!acceptDuplicates && (await isThere(tx, portfolioId, stated))) {
      const message = "An equal position is there already";
      const errors = [{ field: "symbol", code: "ERR_POS_023", message, value: stated.symbol }];
      throw new HttpProblem("ERR_POS_023", { errors, detail: message });
    }
    const [last] = await tx
      .select({ ordinal: max(positions.ordinal) })
      .from(positions)
      .where(ofPortfolio);
    const row = { ...stated, portfolioId, ordinal: (last?.ordinal ?? -1) + 1 };
    const [added] = await tx.insert(positions).values(row).returning(STATED_COLUMNS);
    return { answer: required(added, "the position"), since: stated.entryDate };
  });
}

/** @throws HttpProblem with every problem of the fields; ERR_POS_027 where there is none; ERR_VAL_007. */
export function changePosition(
  db: Database,
  { portfolioId, positionId }: PositionKey,
  edits: PositionFields,
  today: string,
): Promise<StoredPosition> {
  return editInputs(db, portfolioId, async (tx) => {
    const stored = await foundPosition(tx, portfolioId, positionId);
    const stated = requiredValue(readChangedPosition(stored, edits, today));
    await requireFittingValuations(tx, positionId, stated);
    return store(tx, stored, stated, earliestDate(stored.entryDate, stated.entryDate));
  });
}

/** Ends a position, or moves its end. @throws HttpProblem with every problem of the fields; ERR_POS_027. */
export function exitPosition(
  db: Database,
  { portfolioId, positionId }: PositionKey,
  { date, price }: { readonly date: PositionFields["exitDate"]; readonly price: PositionFields["exitPrice"] },
  today: string,
): Promise<StoredPosition> {
  return editInputs(db, portfolioId, async (tx) => {
    const stored = await foundPosition(tx, portfolioId, positionId);
    const edits = { exitDate: date ?? "", exitPrice: price ?? "" };
    const stated = requiredValue(readExit(stored, edits, today));
    const { exitDate, exitPrice } = stated;
    return store(tx, stored, { exitDate, exitPrice }, earliestDate(stored.exitDate, exitDate));
  });
}

/** Lets a position that has ended be held on. @throws HttpProblem ERR_POS_027 where there is none. */
export function reopenPosition(db: Database, { portfolioId, positionId }: PositionKey): Promise<StoredPosition> {
  return editInputs(db, portfolioId, async (tx) => {
    const stored = await foundPosition(tx, portfolioId, positionId);
    return store(tx, stored, { exitDate: null, exitPrice: null }, stored.exitDate);
  });
}

/**
 * Removes a position with its valuations. The account keeps its first session when it was the last one: from then on
 * it is cash alone.
 *
 * @throws HttpProblem ERR_POS_027 where there is none.
 */
export function deletePosition(db: Database, { portfolioId, positionId }: PositionKey): Promise<void> {
  return editInputs(db, portfolioId, async (tx, { firstSession }: EditedAccount) => {
    const { entryDate } = await foundPosition(tx, portfolioId, positionId);
    await tx.delete(positions).where(eq(positions.id, positionId));
    if ((await tx.$count(positions, eq(positions.portfolioId, portfolioId))) === 0) {
      const hasNoFirst = and(eq(portfolios.id, portfolioId), isNull(portfolios.fromDate));
      await tx.update(portfolios).set({ fromDate: firstSession }).where(hasNoFirst);
    }
    return { answer: undefined, since: entryDate };
  });
}

export interface PositionKey {
  readonly portfolioId: string;
  readonly positionId: string;
}

/** @throws HttpProblem ERR_POS_027 where the portfolio has no such position. */
export async function foundPosition(
  db: Database | Transaction,
  portfolioId: string,
  positionId: string,
): Promise<StoredPosition> {
  const position = await statedPosition(db, portfolioId, positionId);
  if (!position) throw new HttpProblem("ERR_POS_027");
  return position;
}

const EXIT_FIELDS: ReadonlyMap<string, string> = new Map([
  ["exitDate", "date"],
  ["exitPrice", "price"],
]);

/** As the positions file's exit is read, but that both parts are asked for, under the names of this request. */
function readExit(
  stored: StoredPosition,
  edits: { readonly exitDate: string | number; readonly exitPrice: string | number },
  today: string,
): EditReading<StatedPosition> {
  const reading = readChangedPosition(stored, edits, today);
  const isEmpty = edits.exitDate === "" && edits.exitPrice === "";
  const problems = isEmpty ? [problemOf("date", "ERR_POS_024"), problemOf("price", "ERR_POS_025")] : reading.problems;
  return {
    ...reading,
    problems: problems.map((each) => ({ ...each, field: EXIT_FIELDS.get(each.field) ?? each.field })),
  };
}

function problemOf(field: string, code: EditProblem["code"], message = ERROR_CODES[code].message): EditProblem {
  return { field, code, message, value: null };
}

/** Stores the fields that differ; `since` is the first day that follows from them. */
async function store(
  tx: Transaction,
  stored: StoredPosition,
  fields: Partial<StatedPosition>,
  since: string | null,
): Promise<Edited<StoredPosition>> {
  const names = Object.keys(fields) as (keyof StatedPosition)[];
  if (names.every((name) => stored[name] === fields[name])) return { answer: stored, since: null };
  const [changed] = await tx.update(positions).set(fields).where(eq(positions.id, stored.id)).returning(STATED_COLUMNS);
  return { answer: required(changed, "the position"), since };
}

/** Whether the portfolio has a position that states the same, to the last field. */
async function isThere(tx: Transaction, portfolioId: string, stated: StatedPosition): Promise<boolean> {
  const isSame = Object.entries(stated).map(([name, value]): SQL => {
    const column = positions[name as keyof StatedPosition];
    return sql`${column} is not distinct from ${value}::${sql.raw(column.getSQLType())}`;
  });
  const [same] = await tx
    .select({ id: positions.id })
    .from(positions)
    .where(and(eq(positions.portfolioId, portfolioId), ...isSame))
    .limit(1);
  return same !== undefined;
}

/** @throws HttpProblem ERR_VAL_007 where valuations would be left of a position no longer private, or not yet held. */
async function requireFittingValuations(tx: Transaction, positionId: string, stated: StatedPosition): Promise<void> {
  const [first] = await tx
    .select({ date: min(valuations.date) })
    .from(valuations)
    .where(eq(valuations.positionId, positionId));
  if (!first?.date) return;
  const problems = [
    ...(isValued(stated) ? [] : [problemOf("investmentClass", "ERR_VAL_007")]),
    ...(first.date < stated.entryDate
      ? [problemOf("entryDate", "ERR_VAL_007", `The position has a valuation of ${first.date}, before that entry`)]
      : []),
  ];
  requiredValue({ value: stated, problems });
}
