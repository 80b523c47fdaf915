import { beforeEach, describe, expect, test, vi } from "vitest";
import { EVERY_ENTRY } from "#lib/run/log-filter.ts";
import type { LogPage } from "#lib/run/log-page.ts";
import { createLog, line, lines, PAGE, search, seqRange } from "#tests/fixtures/served-log.ts";
import { LogRefused, shownCount } from "./log-reader.ts";
import { MOST_HELD } from "./log-window.ts";

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

  test("[LOG4] who goes to the newest while an earlier page is read stays there: the page is not taken", async () => {
    const log = createLog(MOST_HELD + 500, 501);
    log.reader.start();
    log.reader.setFollowing(false);
    log.reader.loadEarlier();
    log.reader.setFollowing(true);
    await log.idle();
    log.log(2);
    expect([log.seqs().at(-1), log.seqs().length]).toEqual([MOST_HELD + 502, MOST_HELD]);
    expect(log.view()).toMatchObject({ following: true, loading: null, window: { hasLater: false } });
  });

  test("[LOG4] an earlier page whose neighbour has been let go meanwhile is not taken: it would leave a hole", async () => {
    const log = createLog(MOST_HELD + 500, 501);
    log.reader.start();
    log.reader.loadEarlier();
    log.log(50);
    await log.idle();
    const seqs = log.seqs();
    expect(seqs).toEqual(seqRange(seqs[0] ?? 0, MOST_HELD + 550));
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

  test("[LOG4] a reading that begins under a filter looks for what it lets through once it starts, and once only", async () => {
    const log = createLog(1000, undefined, search("#15#"));
    expect(log.view()).toMatchObject({ filter: search("#15#"), counts: null });
    expect(log.fetchPage).not.toHaveBeenCalled();
    const stop = log.reader.start();
    await log.idle();
    expect([log.seqs(), log.view().counts]).toEqual([[15], { info: 1, warning: 0, error: 0 }]);
    expect(log.fetchPage).toHaveBeenCalledTimes(1);
    stop();

    // Whoever shows the lines may ask for earlier ones before.
    const hasty = createLog(1000, undefined, search("#15#"));
    hasty.reader.loadEarlier();
    hasty.reader.start();
    await hasty.idle();
    expect([hasty.seqs(), hasty.view().counts]).toEqual([[15], { info: 1, warning: 0, error: 0 }]);

    const early = createLog(1000, undefined, search("#15#"));
    early.reader.show(search("#16#"));
    early.reader.start();
    await early.idle();
    expect([early.seqs(), early.fetchPage.mock.calls.length]).toEqual([[16], 1]);
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

  test("[LOG4] a search that is replaced, taken back or left is ended, without a word", async () => {
    const log = createLog(1_000);
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const leave = log.reader.start();
    const signals: AbortSignal[] = [];
    log.fetchPage.mockImplementation((_query, signal) => {
      signals.push(signal);
      return new Promise((_answer, refuse) => signal.addEventListener("abort", () => refuse(signal.reason)));
    });
    const ended = () => signals.map(({ aborted }) => aborted);
    log.reader.show(search("#1#"));
    log.reader.show(search("#2#"));
    expect(ended()).toEqual([true, false]);
    log.reader.show(EVERY_ENTRY);
    expect(ended()).toEqual([true, true]);
    log.reader.show(search("#3#"));
    leave();
    expect(ended()).toEqual([true, true, true]);
    await Promise.resolve();
    expect(log.view()).toMatchObject({ loading: null, failed: null });
    expect(warn).not.toHaveBeenCalled();
  });

  test("[LOG4] a search that the server refuses is said in the words of the refusal, until it is tried again", async () => {
    const log = createLog(1_000);
    vi.spyOn(console, "warn").mockImplementation(() => undefined);
    log.fetchPage.mockRejectedValueOnce(new LogRefused("It took too long. Search less."));
    log.reader.show(search("#1#"));
    await log.idle();
    expect(log.view()).toMatchObject({ failed: "first", refusal: "It took too long. Search less." });
    log.reader.retry();
    expect(log.view().refusal).toBeNull();
    await log.idle();
    expect(log.seqs()).toEqual([1]);
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
