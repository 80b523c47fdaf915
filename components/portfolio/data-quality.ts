import { counted } from "#lib/counted.ts";
import type { Format } from "#lib/format.ts";
import { restatedText } from "#lib/restated-symbol.ts";
import { type HoldingRow, holdingRows } from "./holding-rows.ts";
import type { PortfolioData, PortfolioRun, Session } from "./portfolio-data.ts";

/** One thing to know about the numbers of the page. */
export interface QualityNote {
  readonly tone: "good" | "attention" | "plain";
  readonly text: string;
  /** The run that says more. */
  readonly runId?: string;
}

/** What the numbers of the newest session rest on and what they leave out. */
export interface QualityFacts extends Pick<PortfolioData, "holdings" | "runs" | "notes" | "restatements"> {
  readonly last: Session;
}

/** Those facts in words, most important first. */
export function qualityNotes(
  { last, holdings, runs, notes, restatements }: QualityFacts,
  format: Format,
): readonly QualityNote[] {
  return [
    ...runNotes(runs[0]),
    ...accountNotes(last),
    ...pricedNotes(last, format),
    ...symbolNotes(runs),
    ...positionNotes(holdings, last.date, format),
    ...restatements.map((each) => restatementNote(each, format)),
    ...notes.map(plain),
  ];
}

function runNotes(newest: PortfolioRun | undefined): QualityNote[] {
  if (newest?.status !== "partial" && newest?.status !== "failed") return [];
  const end = newest.status === "partial" ? "ended with warnings" : "was interrupted";
  return [{ ...attention(`The latest run ${end}: see what is missing`), runId: newest.id }];
}

function accountNotes({ margin, returnReason }: Session): QualityNote[] {
  return [
    ...(margin ? [attention("Cash is negative: the account borrows on margin")] : []),
    ...(returnReason === null ? [] : [attention(`Returns end: ${returnReason}`)]),
  ];
}

function pricedNotes({ date, pricedShare, staleCount }: Session, format: Format): QualityNote[] {
  if (pricedShare === null) return [];
  const share = `${format.percent(pricedShare, 1)} of gross exposure has a price of ${format.day(date)}`;
  if (staleCount === 0) return [{ tone: pricedShare < 1 ? "attention" : "good", text: share }];
  return [attention(`${share}; ${counted(staleCount, "position")} stale`)];
}

/** The phase's own count, of the newest run in which it has ended. */
function symbolNotes(runs: PortfolioData["runs"]): QualityNote[] {
  const summaries = runs.map((run) => run.phases.find((phase) => phase.id === "phase_1")?.summary);
  const text = summaries.find((summary) => summary?.includes("priced"));
  const [, priced, all] = /^(\d+)\/(\d+)/.exec(text ?? "") ?? [];
  return text ? [{ tone: priced === all ? "good" : "attention", text }] : [];
}

function positionNotes(holdings: PortfolioData["holdings"], asOf: string, format: Format): QualityNote[] {
  const rows = holdingRows(holdings, asOf).filter((row) => !row.ended && row.entryDate <= asOf);
  const missing = rows.filter((row) => row.priceState === "missing").map((row) => row.name);
  const stale = rows
    .filter((row) => row.priceState === "stale" || row.priceState === "carried")
    .map((row) => `${row.name} (${row.priceDate === null ? "no date" : format.day(row.priceDate)})`);
  return [
    ...(missing.length > 0
      ? [attention(`No price, kept at the last known or the entry price: ${missing.join(", ")}`)]
      : []),
    ...(stale.length > 0 ? [attention(`Older price: ${stale.join(", ")}`)] : []),
    ...modelNotes(rows),
  ];
}

/** Options valued by their model, and what prices had to assume. */
function modelNotes(rows: readonly HoldingRow[]): QualityNote[] {
  const modelled = rows.filter((row) => row.priceState === "model");
  const noted = rows.filter((row) => row.priceNote !== null);
  return [
    ...(modelled.length > 0
      ? [plain(`${counted(modelled.length, "option")} at a model mark, for want of a quote`)]
      : []),
    ...noted.map((row) => attention(`${row.name}: ${row.priceNote}`)),
  ];
}

/** Results that still stand on what was published before ask for attention. */
function restatementNote(each: PortfolioData["restatements"][number], format: Format): QualityNote {
  const text = restatedText({ ...each, first: format.day(each.first) });
  if (each.isPending) return attention(`${text}; will be recomputed by the next run`);
  return plain(`${text}; recomputed`);
}

function plain(text: string): QualityNote {
  return { tone: "plain", text };
}

function attention(text: string): QualityNote {
  return { tone: "attention", text };
}
