import { beforeEach, describe, expect, test, vi } from "vitest";
import { EVERY_ENTRY } from "#lib/run/log-filter.ts";
import type { LogPage } from "#lib/run/log-page.ts";
import { createLog, line, PAGE, search, seqRange } from "#tests/fixtures/served-log.ts";
import { MOST_HELD } from "./log-window.ts";

beforeEach(() => {
  vi.restoreAllMocks();
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
      expect.any(AbortSignal),
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
    expect(log.fetchPage.mock.lastCall?.[0]).toMatchObject({ asOf: 2_000 });
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
