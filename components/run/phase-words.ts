import { counted } from "#lib/counted.ts";
import type { UsualDuration } from "#lib/run/events.ts";
import { phaseEnded } from "#lib/run/percent.ts";
import type { PhaseState, RunState } from "#lib/run/state.ts";

/** Skipped before it began; one that was cancelled at work keeps what it had done. */
export function isLeftOut({ status, startedAt }: PhaseState): boolean {
  return status === "skipped" && startedAt === null;
}

/** Whole numbers as the reader writes them. */
type Write = (value: number) => string;

/** "142/1,254", a bare count where the total is not known, a dash where the phase was left out. */
export function countText(phase: PhaseState, write: Write): string {
  if (isLeftOut(phase)) return "–";
  if (phase.total === null) return phase.status === "running" ? write(phase.current) : "";
  return `${write(phase.current)}/${write(phase.total)}`;
}

/** The longest that `countText` gets, so that nothing moves as it grows. */
export function widestCountText(phase: PhaseState, write: Write): string {
  return phase.total === null ? "" : `${write(phase.total)}/${write(phase.total)}`;
}

/** What the count is of: "dates"; empty where there is no count. */
export function unitText(phase: PhaseState): string {
  return isLeftOut(phase) || (phase.total === null && phase.status !== "running") ? "" : phase.unit;
}

/** What came of an ended phase, in a line; null until then. What the head of the page says already is not said again. */
export function outcomeText(phase: PhaseState, run: Pick<RunState, "status" | "reason">): string | null {
  if (!phaseEnded(phase)) return null;
  if (isLeftOut(phase)) return `Skipped: ${phase.reason ?? "not asked for"}`;
  const isSaidAbove = phase.status === "failed" && run.status === "failed" && phase.reason === run.reason;
  const parts = [phase.summary, isSaidAbove ? "The run stopped here; the reason is stated above" : phase.reason];
  return parts.filter(Boolean).join(" · ") || null;
}

/** Counts by name in words: "missingRegressors" is "missing regressors". */
export function countName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/**
 * Which symbols a phase over prices counts where: those of positions are priced or not, those that only factors need
 * are collected with them. Null for every other phase, and where there are no others.
 */
export function pricedSymbolsText({ counts, total }: PhaseState, write: Write): string | null {
  const { priced, unavailable = 0 } = counts;
  if (priced === undefined || total === null) return null;
  const own = priced + unavailable;
  if (total <= own) return null;
  const others = `${write(total - own)} that only factors need`;
  return `${write(own)} of positions, priced or unavailable, and ${others}; fetched and stored are of all ${write(total)}`;
}

/** What of a phase is stored for good, and where it would go on; null where there is nothing to say. */
export function checkpointText(phase: PhaseState, resumes: number, write: Write): string | null {
  const { status, current, total, unit } = phase;
  if (status === "pending" || isLeftOut(phase)) return null;
  const taken = resumes > 0 ? ` The run has changed hands ${counted(resumes, "time")}; nothing was done twice.` : "";
  if (status === "completed" || status === "warning") return taken === "" ? null : taken.trim();
  const units = `${write(current)}${total === null ? "" : ` of ${write(total)}`} ${unit}`;
  if (status !== "running") return `${units} were stored before it stopped, and are kept.${taken}`;
  return `${units} are stored. Should its worker be lost, another goes on from there.${taken}`;
}

/**
 * How far a phase would usually be by now, 0–1: time at work over the usual time. A bar ahead of it is fast, one behind
 * it slow.
 */
export function usualFraction(usual: UsualDuration | undefined, elapsedMs: number | null): number | null {
  if (!usual || elapsedMs === null || usual.p50 <= 0) return null;
  return Math.min(1, Math.max(0, elapsedMs / usual.p50));
}

/** Codes of entries that say why a phase stands still. */
const STANDSTILLS = new Set(["WAITING", "DATABASE_AWAY", "DATABASE_FULL"]);

/** Why a running phase stands still: the last thing the run has said, where it is about that; null while it moves. */
export function standstillText({ status, log, seq }: RunState): string | null {
  const last = log.at(-1);
  if (status !== "running" || !last || last.seq !== seq || !STANDSTILLS.has(last.code ?? "")) return null;
  return last.message;
}
