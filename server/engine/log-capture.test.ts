import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { capturedPrefixes, captureEntry, sinkFailureCount } from "./log-capture.ts";
import { logger } from "./logger.ts";
import type { LogEntry } from "./pending-events.ts";
import { openSinkCount, withRunScope } from "./run-scope.ts";

async function capture(work: () => unknown): Promise<LogEntry[]> {
  const entries: LogEntry[] = [];
  await withRunScope(
    "run",
    (entry) => void entries.push(entry),
    async () => work(),
  );
  return entries;
}

describe("what is captured", () => {
  test("[LOG1] entries at info and above from the captured prefixes, and nothing foreign", async () => {
    const names = [
      "app.batch",
      "app.calculations.factors",
      "app.services.market_data",
      "app.services.company_profile",
      "app.batching",
      "app.services.mail",
      "nonet.worker",
    ];
    const entries = await capture(() => {
      for (const name of names) logger(name).info(`from ${name}`);
    });
    expect(entries.map((entry) => entry.logger)).toEqual(names.slice(0, 4));
    expect(entries[1]?.message).toBe("from app.calculations.factors");
  });

  test("[LOG1] levels are three: fatal counts as error, debug is left out", async () => {
    const log = logger("app.batch");
    const entries = await capture(() => {
      log.debug("debug");
      log.info("info");
      log.warn("warn");
      log.error("error");
      log.fatal("fatal");
    });
    expect(entries.map(({ level, message }) => `${level} ${message}`)).toEqual([
      "info info",
      "warning warn",
      "error error",
      "error fatal",
    ]);
  });

  test("[EVT5] code, subject and phase come from the structure, text from the message", async () => {
    const log = logger("app.batch");
    const entries: LogEntry[] = [];
    await withRunScope(
      "run",
      (entry) => void entries.push(entry),
      async (context) => {
        context.phase = "phase_1";
        log.warn({ code: "UNAVAILABLE", subject: { symbol: "HZNP" } }, "%s: unavailable (%s)", "HZNP", "delisted");
        log.error({ err: Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }) }, "fetch failed");
        log.error(new Error("only an error"));
      },
    );
    expect(entries).toEqual([
      {
        level: "warning",
        logger: "app.batch",
        phase: "phase_1",
        message: "HZNP: unavailable (delisted)",
        code: "UNAVAILABLE",
        subject: { symbol: "HZNP" },
      },
      { level: "error", logger: "app.batch", phase: "phase_1", message: "fetch failed", code: "ECONNRESET" },
      { level: "error", logger: "app.batch", phase: "phase_1", message: "only an error" },
    ]);
  });

  test("[LOG1] the prefixes can be chosen", async () => {
    expect(capturedPrefixes(undefined)).toContain("app.batch");
    expect(capturedPrefixes(" ")).toContain("app.batch");
    const chosen = capturedPrefixes("app.batch, my.own");
    const entries = await capture(() => {
      captureEntry("my.own.thing", 30, ["mine"], chosen);
      captureEntry("app.calculations.x", 30, ["not mine"], chosen);
    });
    expect(entries.map(({ message }) => message)).toEqual(["mine"]);
  });

  test("[LOG1] outside of a run nothing is captured and nothing breaks", () => {
    expect(() => logger("app.batch").info("nobody's")).not.toThrow();
  });
});

describe("sinks", () => {
  test("[LOG2] with 100 runs at once no line reaches another run's log", async () => {
    const log = logger("app.calculations.anything");
    const logs = await Promise.all(
      Array.from({ length: 100 }, async (_, run) => {
        const entries: LogEntry[] = [];
        await withRunScope(
          `run ${run}`,
          (entry) => void entries.push(entry),
          async () => {
            for (let line = 0; line < 20; line++) {
              await nextTurn();
              log.info({ subject: { symbol: `S${run}` } }, `run ${run} line ${line}`);
            }
          },
        );
        return entries.map(({ message }) => message);
      }),
    );
    for (const [run, lines] of logs.entries()) {
      expect(lines).toEqual(Array.from({ length: 20 }, (_, line) => `run ${run} line ${line}`));
    }
    expect(openSinkCount()).toBe(0);
  });

  test("[LOG2] no sink is open after a run threw, and what logs late belongs to no run", async () => {
    const entries: LogEntry[] = [];
    let late: Promise<void> = Promise.resolve();
    const run = withRunScope(
      "run",
      (entry) => void entries.push(entry),
      async () => {
        expect(openSinkCount()).toBe(1);
        late = nextTurn().then(() => logger("app.batch").info("late"));
        throw new Error("phase");
      },
    );
    await expect(run).rejects.toThrow("phase");
    expect(openSinkCount()).toBe(0);
    await late;
    expect(entries).toEqual([]);
  });

  test("[LOG3] a failing sink never breaks a calculation; it is counted", async () => {
    const before = sinkFailureCount();
    const full = new Error("full");
    const sink = () => {
      throw full;
    };
    const told: (Error | null)[] = [];
    const result = await withRunScope("run", sink, async () => {
      logger("app.batch").info("one");
      logger("app.batch").info("two");
      return 42;
    });
    await withRunScope(
      "run",
      () => sink(),
      async () => {
        for (const text of ["one", "two"]) told.push(captureEntry("app.batch", 30, [text], ["app.batch"]));
      },
    );
    expect(result).toBe(42);
    expect(sinkFailureCount() - before).toBe(4);
    expect(told).toEqual([full, null]);
  });
});
