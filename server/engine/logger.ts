import pino, { type Logger } from "pino";
import { errorRecord } from "./error-record.ts";
import { capturedPrefixes, captureEntry, INFO } from "./log-capture.ts";

const outputLevel = process.env.NONET_LOG_LEVEL ?? "warn";
const outputValue = pino.levels.values[outputLevel] ?? Number.POSITIVE_INFINITY;
const prefixes = capturedPrefixes(process.env.NONET_LOG_CAPTURE);
const names = new WeakMap<Logger, string>();

const root = pino(
  {
    // Info and above must reach the capture even where the output wants less.
    level: outputValue < INFO ? outputLevel : "info",
    base: { pid: process.pid },
    serializers: { err: errorRecord },
    hooks: {
      logMethod(args, method, level) {
        const failure = captureEntry(nameOf(this), level, args, prefixes);
        if (failure !== null) logger("nonet.log").error({ err: failure }, "A run's log does not take its entries");
        if (level >= outputValue) method.apply(this, args);
      },
    },
  },
  pino.destination({ fd: 2, sync: true }),
);

/**
 * The logger of that name, e.g. "app.calculations.factors". It writes JSON to stderr at NONET_LOG_LEVEL (warn) and
 * above, and its entries join the activity log of the run at work where the name begins with a captured prefix.
 * `log.warn({ code, subject: { symbol } }, "…")` says what an entry is about.
 */
export function logger(name: string): Logger {
  const child = root.child({ name });
  names.set(child, name);
  return child;
}

function nameOf(log: Logger): string {
  return names.get(log) ?? String(log.bindings().name ?? "");
}
