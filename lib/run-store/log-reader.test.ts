import { beforeEach, describe, expect, test, vi } from "vitest";
import { createStore } from "zustand/vanilla";
import { EVERY_ENTRY, type LogFilter, matchesBesidesLevel, matchesLog } from "#lib/run/log-filter.ts";
import type { LogPage } from "#lib/run/log-page.ts";
import type { LogLine } from "#lib/run/state.ts";
import { queuedRun } from "#tests/fixtures/run-events.ts";
import { type LogPageQuery, LogReader, shownCount } from "./log-reader.ts";
import { MOST_HELD } from "./log-window.ts";
import type { RunView } from "./run-store.ts";

const PAGE = 200;
const search = (text: string): LogFilter => ({ ...EVERY_ENTRY, text });

/** Entry `seq`: every tenth is a warning of phase_1. */
const line = (seq: number): LogLine => {
  const isTenth = seq % 10 === 0;
  const kind = { level: isTenth ? "warning" : "info", phase: isTenth ? "phase_1" : null } as const;
  return { seq, at: "2025-03-14T21:00:00.000Z", logger: "app.batch", message: `entry #${seq}#`, count: 1, ...kind };
};
const lines = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => line(from + index));

function countsOf(entries: readonly LogLine[]) {
  const of = (level: string) => entries.filter((entry) => entry.level === level).length;
  return { info: of("info"), warning: of("warning"), error: of("error") };
}

/** A log of entries 1 to `last` on the server, of which the page has what came since `from`. */
function createLog(last: number, from = Math.max(1, last - PAGE + 1)) {
  let stored = lines(1, last);
  const viewOf = (shown: readonly LogLine[], seq = stored.length, asOfMs: number | null = null): RunView => ({
    state: { ...queuedRun, seq, logCounts: countsOf(stored.slice(0, seq)), log: shown.slice(-PAGE) },
    lines: shown,
    sync: { kind: "live", lagMs: null },
    placeInLine: null,
    clockOffsetMs: null,
    asOfMs,
  });
  const live = createStore<RunView>()(() => viewOf(stored.slice(from - 1)));
  const fetchPage = vi.fn(async (query: LogPageQuery): Promise<LogPage> => {
    const { filter, from: where, limit = PAGE, asOf = stored.length } = query;
    const before = where && "before" in where ? where.before : Number.POSITIVE_INFINITY;
    const after = where && "after" in where ? where.after : 0;
    const then = stored.slice(0, asOf);
    const all = then.filter((entry) => entry.seq < before && entry.seq > after && matchesLog(entry, filter));
    const entries = where && "after" in where ? all.slice(0, limit) : all.slice(-limit);
    const counts = where ? null : countsOf(then.filter((entry) => matchesBesidesLevel(entry, filter)));
    return { entries, hasMore: all.length > entries.length, asOfSeq: then.length, counts };
  });
  const reader = new LogReader({ live, fetchPage });
  return {
    reader,
    fetchPage,
    view: () => reader.view.getState(),
    seqs: () => reader.view.getState().window.entries.map((entry) => entry.seq),
    /** So many entries more, all of which reach the page. */
    log(count: number) {
      const added = lines(stored.length + 1, stored.length + count);
      stored = [...stored, ...added];
      live.setState(viewOf([...live.getState().lines, ...added]));
    },
    /** So many entries more, of which only the newest reach the page, as a snapshot. */
    miss(count: number) {
      stored = lines(1, stored.length + count);
      live.setState(viewOf(stored.slice(-PAGE)));
    },
    /** So many entries more that have not reached the page yet. */
    store(count: number) {
      stored = lines(1, stored.length + count);
    },
    /** The run as it was at `seq`, with the newest entries of then. */
    replay: (seq: number) => live.setState(viewOf(stored.slice(Math.max(0, seq - PAGE), seq), seq, seq)),
    idle: () => vi.waitUntil(() => reader.view.getState().loading === null, { interval: 1 }),
    catchUp: () => live.setState(viewOf(stored.slice(from - 1))),
  };
}

const seqRange = (from: number, to: number) => lines(from, to).map((entry) => entry.seq);

beforeEach(() => {
  vi.restoreAllMocks();
});

describe("without a filter", () => {
  test("[LOG4] shows what came with the page and follows the run, asking the server nothing", () => {
    const log = createLog(1_000);
    log.reader.start();
    log.log(3);
    expect(log.seqs()).toEqual(seqRange(801, 1_003));
    expect(log.view()).toMatchObject({ following: true, loading: null, counts: { info: 903, warning: 100, error: 0 } });
    expect(log.fetchPage).not.toHaveBeenCalled();
  });

  test("[LOG4] pages back to the first entry, nothing twice or missing, also while entries arrive", async () => {
    const log = createLog(1_000);
    log.reader.start();
    log.reader.setFollowing(false);
    while (log.view().window.hasEarlier) {
      log.reader.loadEarlier();
      expect(log.view().loading).toBe("earlier");
      log.reader.loadEarlier();
      log.log(1);
      await log.idle();
    }
    expect(log.fetchPage).toHaveBeenCalledTimes(4);
    expect(log.seqs()).toEqual(seqRange(1, 1_004));
    log.reader.loadEarlier();
    expect(log.fetchPage).toHaveBeenCalledTimes(4);
  });

  test("[LOG4] entries missed are read by paging forward; the reader's place stays", async () => {
    const log = createLog(300);
    log.reader.start();
    log.reader.setFollowing(false);
    log.miss(450);
    expect(log.seqs()).toEqual(seqRange(101, 300));
    expect(log.view()).toMatchObject({ window: { hasLater: true }, counts: { info: 675, warning: 75 } });
    while (log.view().window.hasLater) {
      log.reader.loadLater();
      await log.idle();
    }
    log.log(2);
    expect(log.seqs()).toEqual(seqRange(101, 752));
  });

  test("[LOG4] who follows is taken to the newest entries after a gap", () => {
    const log = createLog(300);
    log.reader.start();
    log.miss(5_000);
    expect(log.seqs()).toEqual(seqRange(5_101, 5_300));
    expect(log.view()).toMatchObject({ following: true, window: { hasEarlier: true, hasLater: false } });
  });

  test("[LOG4] holds a bounded number: following lets the oldest go, reading further up the newest", async () => {
    const log = createLog(MOST_HELD + 50, 51);
    log.reader.start();
    log.log(10);
    expect([log.seqs().length, log.seqs().at(-1)]).toEqual([MOST_HELD, MOST_HELD + 60]);
    log.reader.setFollowing(false);
    log.log(1);
    expect([log.seqs().at(-1), log.view().window.hasLater]).toEqual([MOST_HELD + 60, true]);
    log.reader.loadEarlier();
    await log.idle();
    expect([log.seqs()[0], log.seqs().length]).toEqual([1, MOST_HELD]);
    log.reader.toNewest();
    expect([log.seqs().at(-1), log.view().following]).toEqual([MOST_HELD + 61, true]);
  });

  test("[LOG4] a page that cannot be read is said to be, and read when tried again", async () => {
    const log = createLog(1_000);
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    log.fetchPage.mockRejectedValueOnce(new Error("offline"));
    log.reader.loadEarlier();
    await log.idle();
    expect([log.view().failed, log.seqs()]).toEqual(["earlier", seqRange(801, 1_000)]);
    expect(warn).toHaveBeenCalledOnce();
    log.reader.retry();
    await log.idle();
    expect([log.view().failed, log.seqs()[0]]).toEqual([null, 601]);
  });
});

describe("with a filter", () => {
  test("[LOG4] finds entries in the whole log, counts them, and takes in those that arrive", async () => {
    const log = createLog(2_000);
    log.reader.start();
    log.reader.show(search("0#"));
    expect(log.view()).toMatchObject({ loading: "first", counts: null, following: true });
    await log.idle();
    expect(log.seqs()).toEqual(lines(1, 2_000).flatMap(({ seq }) => (seq % 10 === 0 ? [seq] : [])));
    expect(log.view().counts).toEqual({ info: 0, warning: 200, error: 0 });
    log.log(25);
    expect(log.seqs().slice(-3)).toEqual([2_000, 2_010, 2_020]);
    expect(log.view().counts).toEqual({ info: 0, warning: 202, error: 0 });
  });

  test("[LOG4] entries that the server counted before they arrived are counted and shown once", async () => {
    const log = createLog(1_000);
    log.reader.start();
    log.store(30);
    log.reader.show({ ...EVERY_ENTRY, phase: "phase_1" });
    await log.idle();
    log.catchUp();
    log.log(10);
    expect(log.view().counts).toEqual({ info: 0, warning: 104, error: 0 });
    expect(log.seqs().slice(-3)).toEqual([1_020, 1_030, 1_040]);
    expect(new Set(log.seqs()).size).toBe(log.seqs().length);
  });

  test("[LOG4] a level is counted by the run itself and its earlier entries are read", async () => {
    const log = createLog(5_000);
    log.reader.start();
    log.reader.show({ ...EVERY_ENTRY, levels: ["warning"] });
    await log.idle();
    const { counts, window, filter } = log.view();
    expect([shownCount(filter, counts!), window.entries.length, window.hasEarlier]).toEqual([500, PAGE, true]);
    log.reader.loadEarlier();
    await log.idle();
    expect(log.seqs()).toEqual(lines(1_001, 5_000).flatMap(({ seq }) => (seq % 10 === 0 ? [seq] : [])));
  });

  test("[LOG4] a log that the page holds whole is filtered without the server", () => {
    const log = createLog(100);
    log.reader.show(search("#42#"));
    expect(log.seqs()).toEqual([42]);
    expect(log.view()).toMatchObject({ loading: null, counts: { info: 1, warning: 0, error: 0 } });
    expect(log.fetchPage).not.toHaveBeenCalled();
  });

  test("[LOG4] the answer to a search that has been changed is not shown", async () => {
    const log = createLog(1_000);
    log.reader.start();
    const slow = Promise.withResolvers<LogPage>();
    log.fetchPage.mockReturnValueOnce(slow.promise);
    log.reader.show(search("#1#"));
    log.reader.show(search("#2#"));
    await log.idle();
    slow.resolve({ entries: [line(1)], hasMore: false, asOfSeq: 1_000, counts: { info: 1, warning: 0, error: 0 } });
    await slow.promise;
    expect(log.seqs()).toEqual([2]);
    log.reader.show(EVERY_ENTRY);
    expect(log.seqs()).toEqual(seqRange(801, 1_000));
  });

  test("[LOG4] after a gap the matches are counted again, and the reader's place stays", async () => {
    const log = createLog(1_000);
    log.reader.start();
    log.reader.show(search("0#"));
    await log.idle();
    log.reader.setFollowing(false);
    log.miss(1_000);
    expect(log.view()).toMatchObject({ counts: null, window: { hasLater: true } });
    await vi.waitUntil(() => log.view().counts !== null);
    expect(log.view().counts).toEqual({ info: 0, warning: 200, error: 0 });
    expect(log.seqs().at(-1)).toBe(1_000);
    log.log(10);
    expect(log.view().counts?.warning).toBe(201);
  });
});

describe("to a line", () => {
  test("[LOG4] far away: the window around it, from where it pages both ways and joins the newest", async () => {
    const log = createLog(10_000);
    log.reader.start();
    log.reader.goTo(7_011);
    expect(log.view()).toMatchObject({ loading: "line", following: false });
    await log.idle();
    expect(log.seqs()).toEqual(seqRange(6_812, 7_211));
    expect(log.view()).toMatchObject({ current: 7_011, goal: { seq: 7_011 }, note: null, following: false });
    log.log(1);
    expect(log.seqs().at(-1)).toBe(7_211);
    log.reader.loadEarlier();
    await log.idle();
    while (log.view().window.hasLater) {
      log.reader.loadLater();
      await log.idle();
    }
    log.log(1);
    expect(log.seqs()).toEqual(seqRange(log.seqs()[0]!, 10_002));
    expect(log.view()).toMatchObject({ current: 7_011, following: false });
  });

  test("[LOG4] whatever the way through a long log, the window is bounded, whole, and within it nothing is missing", async () => {
    const log = createLog(30_000);
    log.reader.start();
    for (const [seq, load] of [
      [15_000, "loadLater"],
      [29_000, "loadEarlier"],
      [2, "loadLater"],
    ] as const) {
      log.reader.goTo(seq);
      await log.idle();
      for (let page = 0; page < 30; page += 1) {
        log.reader[load]();
        await log.idle();
        const seqs = log.seqs();
        expect(seqs.length).toBeLessThanOrEqual(MOST_HELD);
        expect(seqs).toEqual(seqRange(seqs[0]!, seqs.at(-1)!));
      }
    }
  });

  test("[LOG4] that is held: it is shown without asking", () => {
    const log = createLog(1_000);
    log.reader.start();
    log.reader.goTo(900);
    expect(log.view()).toMatchObject({ current: 900, goal: { seq: 900 }, following: false, loading: null });
    expect(log.fetchPage).not.toHaveBeenCalled();
  });

  test("[LOG4] under a filter: around it, with the counts; one that is left out leads to the nearest, and says so", async () => {
    const log = createLog(20_000);
    log.reader.start();
    const warnings = { levels: ["warning"], phase: "phase_1", text: "" } as const;
    log.reader.show(warnings, 5_005);
    await log.idle();
    await vi.waitUntil(() => log.view().counts !== null);
    expect(log.view()).toMatchObject({ current: 5_000, note: { kind: "no-line", seq: 5_005 }, filter: warnings });
    expect(log.view().counts).toEqual({ info: 0, warning: 2_000, error: 0 });
    expect([log.seqs()[0], log.seqs().at(-1)]).toEqual([3_010, 7_000]);
    log.reader.show(EVERY_ENTRY, 5_000);
    await log.idle();
    expect(log.view()).toMatchObject({ current: 5_000, note: null, filter: EVERY_ENTRY });
  });

  test("[LOG4] past the end, or of an empty log: says that there is none", async () => {
    const log = createLog(1_000);
    log.reader.goTo(5_000);
    expect(log.view()).toMatchObject({ current: 1_000, note: { kind: "no-line", seq: 5_000 } });
    const empty = createLog(0);
    empty.reader.goTo(3);
    expect(empty.view()).toMatchObject({ current: null, note: { kind: "no-line", seq: 3 } });
  });

  test("[LOG4] the first of all, and back to the newest", async () => {
    const log = createLog(10_000);
    log.reader.start();
    log.reader.toFirst();
    await log.idle();
    expect(log.seqs()).toEqual(seqRange(1, PAGE));
    expect(log.view()).toMatchObject({ current: 1, window: { hasEarlier: false, hasLater: true }, note: null });
    log.reader.toNewest();
    expect(log.view()).toMatchObject({ current: null, following: true, window: { hasLater: false } });
    expect(log.seqs().at(-1)).toBe(10_000);
  });

  test("[LOG4] that cannot be read is said to be, and read when tried again", async () => {
    const log = createLog(10_000);
    vi.spyOn(console, "warn").mockImplementation(() => undefined);
    log.fetchPage.mockRejectedValueOnce(new Error("offline"));
    log.reader.goTo(400);
    await log.idle();
    expect([log.view().failed, log.view().current]).toEqual(["line", null]);
    log.reader.retry();
    await log.idle();
    expect([log.view().failed, log.view().current]).toEqual([null, 400]);
  });

  test("[LOG4] that the reader has chosen: entries that arrive do not move on from it", () => {
    const log = createLog(1_000);
    log.reader.start();
    log.reader.choose(1_000);
    log.log(5);
    expect(log.view()).toMatchObject({ current: 1_000, following: false });
    log.reader.choose(null);
    expect(log.view()).toMatchObject({ current: null, following: false });
  });
});

describe("from line to line", () => {
  const alert = (way: "previous" | "next") => ({ to: "alert", way }) as const;
  const inView = { first: 9_955, last: 9_985 };

  test("[LOG4] the warning nearest to what is in view, then from one to the next", () => {
    const log = createLog(10_000);
    log.reader.step(alert("next"), inView);
    expect(log.view()).toMatchObject({ current: 9_960, goal: { seq: 9_960 }, following: false });
    log.reader.step(alert("next"), inView);
    expect(log.view().current).toBe(9_970);
    log.reader.step(alert("previous"), inView);
    log.reader.step(alert("previous"), inView);
    expect(log.view().current).toBe(9_950);
    log.reader.step(alert("previous"), { first: 9_860, last: 9_890 });
    expect(log.view().current).toBe(9_890);
  });

  test("[LOG4] far outside of the window it is asked of the server", async () => {
    const log = createLog(10_000);
    log.fetchPage.mockResolvedValueOnce({ entries: [line(40)], hasMore: true, asOfSeq: 10_000, counts: null });
    log.reader.step(alert("previous"), { first: 9_801, last: 9_809 });
    await vi.waitUntil(() => log.view().current === 40);
    expect(log.fetchPage.mock.calls[0]).toEqual([
      { filter: { ...EVERY_ENTRY, levels: ["warning", "error"] }, from: { before: 9_801 }, limit: 1 },
    ]);
    expect([log.seqs()[0], log.seqs().at(-1)]).toEqual([1, 240]);
    log.reader.step(alert("next"), { first: 238, last: 239 });
    expect(log.view().current).toBe(240);
    log.reader.step(alert("next"), { first: 230, last: 240 });
    await vi.waitUntil(() => log.view().current === 250);
  });

  test("[LOG4] where none is left it says so, and stays", async () => {
    const log = createLog(1_000);
    log.reader.step(alert("next"), { first: 1_000, last: 1_000 });
    log.reader.step(alert("next"), { first: 990, last: 1_000 });
    expect(log.view()).toMatchObject({ current: 1_000, note: { kind: "no-step", step: alert("next") } });
    log.reader.goTo(10);
    await log.idle();
    log.reader.step(alert("previous"), { first: 1, last: 20 });
    expect(log.view()).toMatchObject({ current: 10, note: { kind: "no-step" } });
    const informing = createLog(1_000);
    informing.reader.show({ ...EVERY_ENTRY, levels: ["info"] });
    await informing.idle();
    informing.fetchPage.mockClear();
    informing.reader.step(alert("previous"), { first: 999, last: 1_000 });
    expect(informing.view().note).toMatchObject({ kind: "no-step" });
    expect(informing.fetchPage).not.toHaveBeenCalled();
  });

  test("[LOG4] from match to match, over the pages of a search", async () => {
    const log = createLog(9_000);
    log.reader.start();
    log.reader.show(search("0#"));
    await log.idle();
    log.reader.step({ to: "entry", way: "previous" }, { first: 7_010, last: 7_300 });
    expect(log.view().current).toBe(7_300);
    log.reader.step({ to: "entry", way: "previous" }, { first: 7_300, last: 7_400 });
    expect(log.view().current).toBe(7_290);
    log.reader.choose(7_010);
    log.reader.step({ to: "entry", way: "previous" }, { first: 7_010, last: 7_400 });
    await vi.waitUntil(() => log.view().current === 7_000);
  });
});

describe("of a run that is shown as it was", () => {
  test("[LOG4] only what had been logged by then is there, and the server is asked as of then", async () => {
    const log = createLog(5_000);
    log.reader.start();
    log.replay(2_000);
    expect(log.view()).toMatchObject({ following: true, counts: { info: 1_800, warning: 200, error: 0 } });
    expect(log.seqs()).toEqual(seqRange(1_801, 2_000));
    log.reader.loadEarlier();
    await log.idle();
    expect(log.fetchPage.mock.lastCall).toMatchObject([{ asOf: 2_000 }]);
    log.reader.show(search("0#"));
    await log.idle();
    expect(log.view().counts).toEqual({ info: 0, warning: 200, error: 0 });
    log.catchUp();
    await log.idle();
    await vi.waitUntil(() => log.view().counts?.warning === 500);
    expect(log.seqs().at(-1)).toBe(5_000);
  });

  test("[LOG4] going back fast asks once at a time, and ends at what is shown", async () => {
    const log = createLog(5_000);
    log.reader.start();
    log.reader.show(search("0#"));
    await log.idle();
    const slow = Promise.withResolvers<LogPage>();
    log.fetchPage.mockClear();
    log.fetchPage.mockReturnValueOnce(slow.promise);
    for (let seq = 4_000; seq > 3_000; seq -= 10) log.replay(seq);
    expect(log.fetchPage).toHaveBeenCalledTimes(1);
    slow.resolve({
      entries: [line(4_000)],
      hasMore: true,
      asOfSeq: 4_000,
      counts: { info: 0, warning: 400, error: 0 },
    });
    await vi.waitUntil(() => log.view().counts?.warning === 301);
    expect([log.seqs().at(-1), log.fetchPage.mock.calls.length]).toEqual([3_010, 2]);
  });
});
