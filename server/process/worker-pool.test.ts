import { ChildProcess, fork } from "node:child_process";
import { expect, it, vi } from "vitest";
import { startWorkerPool } from "./worker-pool.ts";

vi.mock("node:child_process", { spy: true });

it("tries again when the system has no room for a process, and tells of it", async () => {
  vi.mocked(fork).mockImplementationOnce(() => {
    const child = new ChildProcess();
    queueMicrotask(() => child.emit("error", new Error("spawn EAGAIN")));
    return child;
  });
  const died = vi.fn(async (_workerId: string, _how: string) => undefined);
  const failed = vi.fn();
  const pool = startWorkerPool({ size: 1, entry: "data:text/javascript,", environment: process.env, died, failed });
  await vi.waitFor(() => expect(died).toHaveBeenCalledTimes(1));
  expect(died.mock.calls[0]?.[1]).toBe("it could not be started");
  expect(failed).toHaveBeenCalledWith(new Error("spawn EAGAIN"));
  await vi.waitFor(() => expect(fork).toHaveBeenCalledTimes(2), { timeout: 5_000 });
  await pool.stop();
});
