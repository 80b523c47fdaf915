import type { Database } from "#server/db/client.ts";
import { ownedPortfolio, type Portfolio } from "#server/queries/owned-portfolio.ts";
import type { Viewer } from "#server/queries/viewer.ts";
import { HttpProblem } from "../problem.ts";

/** The viewer's portfolio. @throws HttpProblem ERR_PORT_014 when there is none, or it is another user's. */
export async function foundPortfolio(db: Database, viewer: Viewer, id: string): Promise<Portfolio> {
  const portfolio = await ownedPortfolio(db, viewer, id);
  if (!portfolio) throw new HttpProblem("ERR_PORT_014");
  return portfolio;
}
