import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createHearing, type Hearing } from "./hearing.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function rig() {
  const wire = { hears: async () => true };
  const poll = vi.fn(async () => undefined);
  const failed = vi.fn();
  const changed = vi.fn();
  const hearing: Hearing = createHearing({ hears: () => wire.hears(), poll, failed, changed });
  return { wire, poll, failed, changed, hearing };
}

test("[LIVE4] while announcements are heard nothing is read on a timer", async () => {
  const { poll, hearing, changed } = rig();
  await vi.advanceTimersByTimeAsync(30_000);
  expect([hearing.state(), poll.mock.calls.length, changed.mock.calls.length]).toEqual(["heard", 0, 0]);
  await hearing.stop();
});

test("[LIVE4] where they get lost the server reads four times a second, until they are heard again", async () => {
  const { wire, poll, hearing, changed } = rig();
  wire.hears = async () => false;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(hearing.state()).toBe("lost");
  poll.mockClear();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(poll).toHaveBeenCalledTimes(4);
  wire.hears = async () => true;
  await hearing.check();
  poll.mockClear();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(poll).not.toHaveBeenCalled();
  expect(changed.mock.calls.flat()).toEqual(["lost", "heard"]);
  await hearing.stop();
});

test("[LIVE4] a test that cannot be made says so, and is made again", async () => {
  const { wire, poll, hearing, failed } = rig();
  wire.hears = () => Promise.reject(new Error("the database is away"));
  await hearing.check();
  expect([hearing.state(), failed.mock.calls.length, poll.mock.calls.length]).toEqual(["unreachable", 1, 0]);
  wire.hears = async () => true;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(hearing.state()).toBe("heard");
  await hearing.stop();
});
