import { format } from "node:util";
import type { LogLevel, Subject } from "#lib/run/events.ts";
import { currentRun } from "./run-scope.ts";

const DEFAULT_PREFIXES = [
  "app.batch",
  "app.calculations",
  "app.services.market_data",
  "app.services.company_profile",
] as const;

/** pino's number for info; what is below is not captured. */
export const INFO = 30;
const WARN = 40;
const ERROR = 50;

let sinkFailures = 0;
const failedSinks = new WeakSet<object>();

/** Entries that a run's sink did not take. */
export function sinkFailureCount(): number {
  return sinkFailures;
}

/** What is read of the object of `log.info({ code, subject }, "…")`, and of an error logged so. */
interface Details {
  code?: unknown;
  subject?: Subject;
  err?: unknown;
}

/**
 * Gives an entry to the run in whose context it was logged, when its logger is a captured one and it is at info or
 * above. A sink that throws never reaches the caller; it is counted.
 *
 * @returns what a sink threw, the first time it did; otherwise null
 */
export function captureEntry(
  logger: string,
  level: number,
  args: readonly unknown[],
  prefixes: readonly string[],
): Error | null {
  const run = currentRun();
  if (!run?.sink || level < INFO || !isCaptured(logger, prefixes)) return null;
  const [first, ...rest] = args;
  const details: Details | null = typeof first === "object" ? first : null;
  const error = details instanceof Error ? details : details?.err;
  const words = details ? rest : args;
  const message = words.length > 0 ? format(...words) : error instanceof Error ? error.message : "";
  const code = codeOf(details) ?? codeOf(error);
  const subject = details?.subject;
  try {
    run.sink({
      level: levelName(level),
      logger,
      phase: run.phase,
      message,
      ...(code === null ? {} : { code }),
      ...(subject ? { subject } : {}),
    });
    return null;
  } catch (error) {
    sinkFailures += 1;
    if (failedSinks.has(run.sink)) return null;
    failedSinks.add(run.sink);
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** The captured prefixes: `NONET_LOG_CAPTURE`, separated by commas, or the usual four. */
export function capturedPrefixes(setting: string | undefined): readonly string[] {
  const named = setting?.split(",").map((prefix) => prefix.trim());
  return named?.some(Boolean) ? named.filter(Boolean) : DEFAULT_PREFIXES;
}

function isCaptured(logger: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => logger === prefix || logger.startsWith(`${prefix}.`));
}

function codeOf(value: unknown): string | null {
  const isObject = typeof value === "object" && value !== null;
  return isObject && "code" in value && typeof value.code === "string" ? value.code : null;
}

function levelName(level: number): LogLevel {
  if (level >= ERROR) return "error";
  return level >= WARN ? "warning" : "info";
}
