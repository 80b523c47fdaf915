import type { LogLevel } from "./events.ts";
import { countText, durationText, instantText, itemList, logLineText } from "./log-text.ts";
import { phaseEnded } from "./percent.ts";
import type { LogLine, PhaseState, RunState } from "./state.ts";

type Entries = Iterable<LogLine> | AsyncIterable<LogLine>;

interface LogFileOptions {
  /** The run this one retries. */
  retryOf?: string | null;
  /** The levels `entries` was reduced to; the file says so. Empty or left out: every level. */
  levels?: readonly LogLevel[];
}

const RULE = "=".repeat(80);

/** The activity log as a text file, piece by piece: head, summary, all nine phases, every entry. `entries` in order. */
export async function* logFileText(
  state: RunState,
  entries: Entries,
  options: LogFileOptions = {},
): AsyncGenerator<string> {
  yield section(headLines(state, options));
  yield section(["SUMMARY", "", ...summaryLines(state)]);
  yield section(["PHASE DETAILS", "", ...state.phases.flatMap(phaseLines)]);
  const only = options.levels?.length ? ` (${options.levels.join(", ")} only)` : "";
  yield `${RULE}\nACTIVITY LOG${only}\n\n`;
  for await (const entry of entries) yield `${logLineText(entry)}\n`;
  yield `\n${RULE}\nEND OF LOG\n`;
}

/** The same as one JSON document: `{ run, summary, phases, entries }`, an entry a line. */
export async function* logFileJson(
  state: RunState,
  entries: Entries,
  options: LogFileOptions = {},
): AsyncGenerator<string> {
  const { phases, log: _tail, ...run } = state;
  const { retryOf = null, levels = [] } = options;
  const only = levels.length > 0 ? { levels } : {};
  const head = { run: { ...run, retryOf }, summary: summaryOf(state), phases, ...only };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "entries": [`;
  let separator = "\n    ";
  for await (const entry of entries) {
    yield separator + JSON.stringify(entry);
    separator = ",\n    ";
  }
  yield "\n  ]\n}\n";
}

/** Every entry as one line of JSON, and nothing else. */
export async function* logFileNdjson(entries: Entries): AsyncGenerator<string> {
  for await (const entry of entries) yield `${JSON.stringify(entry)}\n`;
}

function section(lines: readonly string[]): string {
  return `${RULE}\n${lines.join("\n")}\n\n`;
}

function headLines(state: RunState, options: LogFileOptions): string[] {
  const time = (at: string | null) => (at ? `${instantText(at)} UTC` : "—");
  return [
    "NONET PORTFOLIO SETUP LOG",
    "",
    `Portfolio:      ${state.portfolio?.name ?? "none"}`,
    `Portfolio id:   ${state.portfolio?.id ?? "none"}`,
    `Run id:         ${state.runId}`,
    ...(options.retryOf ? [`Retry of run:   ${options.retryOf}`] : []),
    `Started:        ${time(state.startedAt)}`,
    `Completed:      ${time(state.endedAt)}`,
    `Total duration: ${state.durationMs === null ? "—" : durationText(state.durationMs)}`,
    `Final status:   ${state.status}`,
    ...(state.reason ? [`Reason:         ${state.reason}`] : []),
  ];
}

function summaryOf(state: RunState) {
  const prices = state.phases.find((phase) => phase.id === "phase_1");
  return {
    positions: state.inputs?.positions ?? 0,
    unavailableSymbols: prices?.counts.unavailable ?? 0,
    datesProcessed: state.datesProcessed ?? 0,
    datesTotal: state.inputs?.dates?.count ?? 0,
    phasesCompleted: state.phases.filter((phase) => phase.status === "completed" || phase.status === "warning").length,
    phasesTotal: state.phases.length,
  };
}

function summaryLines(state: RunState): string[] {
  const summary = summaryOf(state);
  const dates = state.inputs?.dates;
  return [
    `Positions analysed:  ${countText(summary.positions)}`,
    `Unavailable symbols: ${countText(summary.unavailableSymbols)}`,
    `Dates processed:     ${countText(summary.datesProcessed)}/${countText(summary.datesTotal)}${dates ? ` (${dates.from} to ${dates.to})` : ""}`,
    `Phases completed:    ${summary.phasesCompleted}/${summary.phasesTotal}`,
    ...(state.inputs
      ? [`Prices:              ${state.inputs.priceSource}${state.inputs.simulated ? " (simulated)" : ""}`]
      : []),
    ...(state.inputs?.notes ?? []).map((note) => `Note:                ${note}`),
  ];
}

function phaseLines(phase: PhaseState, index: number): string[] {
  const count =
    phase.total === null ? countText(phase.current) : `${countText(phase.current)}/${countText(phase.total)}`;
  const busy = phase.busyMs === null ? "" : `, ${durationText(phase.busyMs)}`;
  const said = phase.summary || phase.reason || (phaseEnded(phase) ? "" : "not finished");
  return [
    `${index + 1}. ${phase.name} [${phase.status}] ${count} ${phase.unit}${busy}`,
    ...(said ? [`   ${said}`] : []),
    ...(phase.summary && phase.reason ? [`   Reason: ${phase.reason}`] : []),
    ...phase.warnings.map(
      (warning) => `   ! ${warning.message}${warning.items.length ? `: ${itemList(warning.items)}` : ""}`,
    ),
    ...phase.details.map(({ title, items }) => `   ${title}: ${itemList(items)}`),
  ];
}
