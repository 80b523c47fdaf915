import { eq } from "drizzle-orm";
import { required } from "#lib/assert.ts";
import { type CashFlow, type CashFlowFields, readCashFlow } from "#lib/portfolio-edits/cash-flow.ts";
import type { Database, Transaction } from "#server/db/client.ts";
import { cashFlows } from "#server/db/schema/portfolio.ts";
import { sessionOnOrAfter } from "#server/market/nyse-calendar.ts";
import { cashFlowRow, type StoredCashFlow, toCashFlow } from "#server/queries/cash-flows.ts";
import { HttpProblem } from "../problem.ts";
import { earliestDate } from "./earliest-date.ts";
import { editInputs } from "./edit-inputs.ts";
import { requiredValue } from "./required-value.ts";

const MOST_FLOWS = 10_000;

export interface FlowKey {
  readonly portfolioId: string;
  readonly flowId: string;
}

/** @throws HttpProblem with every problem of the fields; ERR_FLOW_004, ERR_FLOW_006. */
export function addFlow(
  db: Database,
  portfolioId: string,
  fields: CashFlowFields,
  today: string,
): Promise<StoredCashFlow> {
  const flow = requiredValue(readCashFlow(fields, today));
  return editInputs(db, portfolioId, async (tx, { firstSession }) => {
    requireWithin(flow, firstSession);
    if ((await tx.$count(cashFlows, eq(cashFlows.portfolioId, portfolioId))) >= MOST_FLOWS) {
      throw new HttpProblem("ERR_FLOW_006");
    }
    const [added] = await tx
      .insert(cashFlows)
      .values({ ...flow, portfolioId })
      .returning();
    return { answer: toCashFlow(required(added, "the cash flow")), since: flow.date };
  });
}

/** @throws HttpProblem with every problem of the fields; ERR_FLOW_004; ERR_FLOW_005 where there is none. */
export function changeFlow(
  db: Database,
  { portfolioId, flowId }: FlowKey,
  edits: CashFlowFields,
  today: string,
): Promise<StoredCashFlow> {
  return editInputs(db, portfolioId, async (tx, { firstSession }) => {
    const stored = await foundFlow(tx, portfolioId, flowId);
    const { date = stored.date, amount = stored.amount, note = stored.note } = edits;
    const flow = requiredValue(readCashFlow({ date, amount, note }, today));
    requireWithin(flow, firstSession);
    const [changed] = await tx.update(cashFlows).set(flow).where(eq(cashFlows.id, flowId)).returning();
    const isSame = flow.date === stored.date && flow.amount === stored.amount;
    return {
      answer: toCashFlow(required(changed, "the cash flow")),
      since: isSame ? null : earliestDate(flow.date, stored.date),
    };
  });
}

/** @throws HttpProblem ERR_FLOW_005 where there is none. */
export function deleteFlow(db: Database, { portfolioId, flowId }: FlowKey): Promise<void> {
  return editInputs(db, portfolioId, async (tx) => {
    const { date } = await foundFlow(tx, portfolioId, flowId);
    await tx.delete(cashFlows).where(eq(cashFlows.id, flowId));
    return { answer: undefined, since: date };
  });
}

async function foundFlow(tx: Transaction, portfolioId: string, flowId: string) {
  const flow = await cashFlowRow(tx, portfolioId, flowId);
  if (!flow) throw new HttpProblem("ERR_FLOW_005");
  return flow;
}

/** @throws HttpProblem ERR_FLOW_004 for a flow that the opening equity has in it already. */
function requireWithin({ date }: CashFlow, firstSession: string | null): void {
  if (firstSession === null || sessionOnOrAfter(date) >= firstSession) return;
  const message = `The account begins on ${firstSession}; its opening equity has earlier flows in it`;
  const code = "ERR_FLOW_004";
  throw new HttpProblem(code, { errors: [{ field: "date", code, message, value: date }] });
}
