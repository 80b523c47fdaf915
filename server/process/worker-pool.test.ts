import { ChildProcess, fork } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { startWorkerPool } from "./worker-pool.ts";

vi.mock("node:child_process", { spy: true });
vi.mock("node:timers/promises", { spy: true });

it("tries again when the system has no room for a process, and tells of it", async () => {
  vi.mocked(fork).mockImplementationOnce(() => {
    const child = new ChildProcess();
    queueMicrotask(() => child.emit("error", new Error("spawn EAGAIN")));
    return child;
  });
  const died = vi.fn(async (_workerId: string, _how: string) => undefined);
  const failed = vi.fn();
  const pool = startWorkerPool({ size: 1, entry: "data:text/javascript,", environment: process.env, died, failed });
  await vi.waitFor(() => expect(died).toHaveBeenCalled());
  expect(died.mock.calls[0]?.[1]).toBe("it could not be started");
  expect(failed).toHaveBeenCalledWith(new Error("spawn EAGAIN"));
  await vi.waitFor(() => expect(vi.mocked(fork).mock.calls.length).toBeGreaterThan(1), { timeout: 5_000 });
  await pool.stop();
});

it("[RUN7] replaces a worker that dies early at once, and waits longer each time when the next die too", async () => {
  vi.mocked(fork).mockImplementation(() => {
    const child = new ChildProcess();
    queueMicrotask(() => child.emit("exit", 1, null));
    return child;
  });
  const pauses: unknown[] = [];
  vi.mocked(delay).mockImplementation(async (ms, _value, options) => {
    pauses.push(ms);
    if (pauses.length === 4) await new Promise((resolve) => options?.signal?.addEventListener("abort", resolve));
  });
  const pool = startWorkerPool({
    size: 1,
    entry: "",
    environment: process.env,
    died: async () => undefined,
    failed: vi.fn(),
  });
  await vi.waitFor(() => expect(pauses).toEqual([0, 500, 1_000, 2_000]));
  await pool.stop();
});
