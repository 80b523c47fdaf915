import { eq } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import { readValuation, type ValuationFields } from "#lib/portfolio-edits/valuation.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { valuations } from "#server/db/schema/portfolio.ts";
import { isUniqueViolation } from "#server/db/unique-violation.ts";
import { type StoredValuation, valuationRow } from "#server/queries/valuations.ts";
import { ERROR_TEXTS } from "../error-texts.ts";
import { HttpProblem } from "../problem.ts";
import { foundPosition } from "./change-positions.ts";
import { earliestDate } from "./earliest-date.ts";
import { type Edited, type EditedAccount, editInputs } from "./edit-inputs.ts";
import { requiredValue } from "./required-value.ts";

const MOST_VALUATIONS = 10_000;

export interface ValuationKey {
  readonly portfolioId: string;
  readonly valuationId: string;
}

/** @throws HttpProblem with every problem of the fields; ERR_POS_027; ERR_VAL_005 for a date taken; ERR_VAL_008. */
export function addValuation(
  db: Database,
  portfolioId: string,
  { positionId, ...fields }: ValuationFields & { readonly positionId: string },
  today: string,
): Promise<StoredValuation> {
  return editValuations(db, portfolioId, async (tx) => {
    const position = await foundPosition(tx, portfolioId, positionId);
    const valuation = requiredValue(readValuation(fields, { position, today }));
    if ((await tx.$count(valuations, eq(valuations.positionId, positionId))) >= MOST_VALUATIONS) {
      throw new HttpProblem("ERR_VAL_008");
    }
    const [added] = await tx
      .insert(valuations)
      .values({ ...valuation, positionId })
      .returning({ id: valuations.id });
    const answer = await storedValuation(tx, portfolioId, required(added, "the valuation").id);
    return { answer, since: valuation.date };
  });
}

/** @throws HttpProblem with every problem of the fields; ERR_VAL_005 for a date taken; ERR_VAL_006. */
export function changeValuation(
  db: Database,
  { portfolioId, valuationId }: ValuationKey,
  edits: ValuationFields,
  today: string,
): Promise<StoredValuation> {
  return editValuations(db, portfolioId, async (tx) => {
    const stored = await foundValuation(tx, portfolioId, valuationId);
    const position = await foundPosition(tx, portfolioId, stored.positionId);
    const { date = stored.date, price = stored.price, note = stored.note } = edits;
    const valuation = requiredValue(readValuation({ date, price, note }, { position, today }));
    await tx.update(valuations).set(valuation).where(eq(valuations.id, valuationId));
    const isSame = valuation.date === stored.date && valuation.price === stored.price;
    return {
      answer: await storedValuation(tx, portfolioId, valuationId),
      since: isSame ? null : earliestDate(valuation.date, stored.date),
    };
  });
}

/** @throws HttpProblem ERR_VAL_006 where there is none. */
export function deleteValuation(db: Database, { portfolioId, valuationId }: ValuationKey): Promise<void> {
  return editInputs(db, portfolioId, async (tx) => {
    const { date } = await foundValuation(tx, portfolioId, valuationId);
    await tx.delete(valuations).where(eq(valuations.id, valuationId));
    return { answer: undefined, since: date };
  });
}

async function editValuations<Answer>(
  db: Database,
  portfolioId: string,
  edit: (tx: Transaction, account: EditedAccount) => Promise<Edited<Answer>>,
): Promise<Answer> {
  try {
    return await editInputs(db, portfolioId, edit);
  } catch (error) {
    if (!isUniqueViolation(error, "valuations_position_date")) throw error;
    const { message } = ERROR_TEXTS.ERR_VAL_005;
    throw new HttpProblem("ERR_VAL_005", { cause: error, errors: [{ field: "date", code: "ERR_VAL_005", message }] });
  }
}

async function foundValuation(tx: Transaction, portfolioId: string, id: string) {
  const row = await valuationRow(tx, portfolioId, id);
  if (!row) throw new HttpProblem("ERR_VAL_006");
  return row;
}

async function storedValuation(tx: Transaction, portfolioId: string, id: string): Promise<StoredValuation> {
  const row = await foundValuation(tx, portfolioId, id);
  return { ...row, price: Number(row.price) };
}
