import type { Format } from "#lib/format.ts";
import { restatedText } from "#lib/restated-symbol.ts";
import type { DoubtedPrices, PortfolioData, PortfolioRun, Session } from "./portfolio-data.ts";

/** One thing to know about the numbers of the page. */
export interface QualityNote {
  readonly tone: "good" | "attention" | "plain";
  readonly text: string;
  /** The run that says more. */
  readonly runId?: string;
}

/** What the numbers of the newest session rest on and what they leave out. */
export interface QualityFacts extends Pick<PortfolioData, "runs" | "notes" | "restatements"> {
  readonly doubted: readonly DoubtedPrices[];
  readonly last: Session;
}

/** Those facts in words, most important first. */
export function qualityNotes(
  { last, doubted, runs, notes, restatements }: QualityFacts,
  format: Format,
): readonly QualityNote[] {
  return [
    ...runNotes(runs[0]),
    ...accountNotes(last),
    ...pricedNotes(last, format),
    ...(holdsNothing(last) ? [nothingHeld(last, format)] : symbolNotes(runs)),
    ...positionNotes(doubted, format),
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

/** Sums of many exposures differ by as much without any being left out. */
const ROUNDING = 1e-9;

function pricedNotes({ date, pricedShare, staleCount }: Session, format: Format): QualityNote[] {
  if (pricedShare === null) return [];
  const share = `${format.percent(pricedShare, 1)} of gross exposure has a price of ${format.day(date)}`;
  if (staleCount === 0) return [{ tone: 1 - pricedShare > ROUNDING ? "attention" : "good", text: share }];
  return [attention(`${share}; ${format.counted(staleCount, "position")} stale`)];
}

const holdsNothing = ({ longCount, shortCount }: Session) => longCount + shortCount === 0;

/** What a run says of symbols is of its dates, on which some were held. */
function nothingHeld({ date }: Session, format: Format): QualityNote {
  return plain(`Nothing but cash is held on ${format.day(date)}: no price is needed`);
}

/** The phase's own count, of the newest run in which it has ended. */
function symbolNotes(runs: PortfolioData["runs"]): QualityNote[] {
  const summaries = runs.map((run) => run.phases.find((phase) => phase.id === "phase_1")?.summary);
  const text = summaries.find((summary) => summary?.includes("priced"));
  const [, priced, all] = /^([\d,]+)\/([\d,]+)/.exec(text ?? "") ?? [];
  return text ? [{ tone: priced === all ? "good" : "attention", text }] : [];
}

const MANY = 12;

function positionNotes(doubted: readonly DoubtedPrices[], format: Format): QualityNote[] {
  const notes = doubted.filter(({ kind }) => kind === "note");
  const left = notes.slice(MANY).reduce((total, { count }) => total + count, 0);
  return [
    ...doubted
      .filter(({ kind }) => kind === "missing")
      .map((each) => {
        return attention(`No price, kept at the last known or the entry price: ${namesOf(each)}`);
      }),
    ...doubted
      .filter(({ kind }) => kind === "older")
      .map((each) => {
        const dated = ({ name, date }: DoubtedName) => `${name} (${date === null ? "no date" : format.day(date)})`;
        return attention(`Older price: ${namesOf(each, dated)}`);
      }),
    ...doubted
      .filter(({ kind }) => kind === "model")
      .map(({ count }) => {
        return plain(`${format.counted(count, "option")} at a model mark, for want of a quote`);
      }),
    ...notes.slice(0, MANY).map((each) => attention(`${namesOf(each)}: ${each.note}`)),
    ...(left > 0 ? [plain(`${format.counted(left, "more position")} with a note at the price`)] : []),
  ];
}

type DoubtedName = DoubtedPrices["heaviest"][number];

/** "A, B and 12 more". */
function namesOf({ count, heaviest }: DoubtedPrices, say: (each: DoubtedName) => string = ({ name }) => name): string {
  const more = count - heaviest.length;
  return `${heaviest.map(say).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
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
