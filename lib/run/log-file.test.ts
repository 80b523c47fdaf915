import { expect, test } from "vitest";
import { numbered, phaseComplete, queuedRun, runStart } from "#tests/fixtures/run-events.ts";
import { logFileJson, logFileNdjson, logFileText } from "./log-file.ts";
import { PLAN } from "./plan.ts";
import { fold } from "./reduce.ts";

const line = (message: string, count = 1) =>
  ({ type: "log", level: "info", logger: "app.batch", phase: null, message, count }) as const;

const unavailable = { code: "UNAVAILABLE", message: "Unavailable", items: ["HZNP", "TWTR"] };
const details = [{ title: "Priced by", items: ["Yahoo Finance: AAPL, MSFT (2)", "Massive: KO (1)"] }];

const state = fold(
  queuedRun,
  numbered([
    runStart,
    line("Starting Market Data Collection..."),
    { type: "phase-start", phase: "phase_1", total: 24 },
    phaseComplete("phase_1", {
      ...{ status: "warning", counts: { unavailable: 2 }, current: 22 },
      ...{ warnings: [unavailable], details },
    }),
    ...PLAN.slice(1, 6).map(({ id }) => phaseComplete(id)),
    phaseComplete("phase_4", { status: "failed", summary: "", reason: "no snapshots", current: 3 }),
    phaseComplete("phase_5", { status: "skipped", summary: "", reason: "past dates", current: 0, total: 0 }),
    phaseComplete("phase_6"),
    line("Batch complete", 2),
    { type: "run-complete", status: "partial", durationMs: 872_000, datesProcessed: 3, datesTotal: 5, reason: null },
  ]),
);

async function whole(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

test("[PH9] the text file has head, summary, all nine phases and every entry", async () => {
  expect(await whole(logFileText(state, state.log, { retryOf: "an-earlier-run" }))).toMatchInlineSnapshot(`
    "================================================================================
    NONET PORTFOLIO SETUP LOG

    Portfolio:      Growth
    Portfolio id:   b7e4a1de-0000-4000-8000-000000000001
    Run id:         6f9619ff-8b86-4011-b42d-00c04fc964ff
    Retry of run:   an-earlier-run
    Started:        2025-03-14 21:00:01.000 UTC
    Completed:      2025-03-14 21:00:14.000 UTC
    Total duration: 14m 32s
    Final status:   partial

    ================================================================================
    SUMMARY

    Positions analysed:  20
    Unavailable symbols: 2
    Dates processed:     3/5 (2025-03-10 to 2025-03-14)
    Phases completed:    7/9
    Prices:              sample (simulated)
    Note:                options are valued at entry price

    ================================================================================
    PHASE DETAILS

    1. Market Data Collection [warning] 22/10 symbols, 1.5s
       phase_1 done
       ! Unavailable: HZNP, TWTR
       Priced by: Yahoo Finance: AAPL, MSFT (2); Massive: KO (1)
    2. Factor Analysis [completed] 10/10 symbols, 1.5s
       phase_1_5 done
    3. Symbol Metrics [completed] 10/10 symbols, 1.5s
       phase_1_75 done
    4. Company Profile Sync [completed] 10/10 symbols, 1.5s
       phase_0 done
    5. Fundamental Data Collection [completed] 10/10 symbols, 1.5s
       phase_2 done
    6. P&L Calculation & Snapshots [completed] 10/10 dates, 1.5s
       phase_3 done
    7. Position Market Value Updates [failed] 3/10 dates, 1.5s
       no snapshots
    8. Sector Tag Restoration [skipped] 0/0 positions, 1.5s
       past dates
    9. Risk Analytics [completed] 10/10 dates, 1.5s
       phase_6 done

    ================================================================================
    ACTIVITY LOG

    2025-03-14 21:00:02.000 [INFO] app.batch: Starting Market Data Collection...
    2025-03-14 21:00:13.000 [INFO] app.batch: Batch complete (×2)

    ================================================================================
    END OF LOG
    "
  `);
});

test("[PH9] the JSON file is one document with the same", async () => {
  const document = JSON.parse(await whole(logFileJson(state, state.log)));
  expect(document.run).toMatchObject({ runId: state.runId, status: "partial", retryOf: null });
  expect(document.summary).toEqual({
    positions: 20,
    unavailableSymbols: 2,
    datesProcessed: 3,
    datesTotal: 5,
    phasesCompleted: 7,
    phasesTotal: 9,
  });
  expect(document.phases).toEqual(state.phases);
  expect(document.entries).toEqual(state.log);
});

test("[LOG4] a file of some levels says so; NDJSON has an entry a line and nothing else", async () => {
  const levels = ["warning", "error"] as const;
  expect(await whole(logFileText(state, [], { levels }))).toContain("ACTIVITY LOG (warning, error only)\n");
  expect(JSON.parse(await whole(logFileJson(state, [], { levels }))).levels).toEqual(levels);
  const lines = (await whole(logFileNdjson(state.log))).trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual(state.log);
});

test("[LOG4] a run without entries or dates has its files too", async () => {
  expect(JSON.parse(await whole(logFileJson(queuedRun, []))).entries).toEqual([]);
  expect(await whole(logFileText(queuedRun, []))).toContain("Started:        —");
});
