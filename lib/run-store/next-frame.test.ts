import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { nextFrame } from "./next-frame.ts";

/** A page by hand: frames come when the test says so. */
const page = { hidden: false };
let frames: Map<number, () => void>;
const paint = () => {
  const due = [...frames.values()];
  frames.clear();
  for (const work of due) work();
};

beforeEach(() => {
  vi.useFakeTimers();
  frames = new Map();
  page.hidden = false;
  let asked = 0;
  vi.stubGlobal("document", page);
  vi.stubGlobal("requestAnimationFrame", (work: () => void) => {
    asked += 1;
    frames.set(asked, work);
    return asked;
  });
  vi.stubGlobal("cancelAnimationFrame", (frame: number) => frames.delete(frame));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("[LIVE8] all that waits for a frame is done in one, what it asks for in the next", () => {
  const done: string[] = [];
  nextFrame(() => {
    done.push("a");
    nextFrame(() => done.push("c"));
  });
  nextFrame(() => done.push("b"));
  expect(frames.size).toBe(1);
  paint();
  expect(done).toEqual(["a", "b"]);
  paint();
  expect(done).toEqual(["a", "b", "c"]);
});

test("[LIVE8] in a page that has been hidden since, it is done without a frame; slow frames are waited for", () => {
  const work = vi.fn();
  nextFrame(work);
  vi.advanceTimersByTime(2_000);
  expect(work).not.toHaveBeenCalled();
  page.hidden = true;
  vi.advanceTimersByTime(300);
  expect(work).toHaveBeenCalledTimes(1);
  paint();
  vi.advanceTimersByTime(2_000);
  expect(work).toHaveBeenCalledTimes(1);
});
