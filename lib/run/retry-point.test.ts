import { expect, test } from "vitest";
import { carriedPhases, retryPoint } from "./retry-point.ts";
import type { PhaseState } from "./state.ts";

const phase = (id: string, status: PhaseState["status"], total: number | null = 5) => ({ id, status, total });
const ids = (phases: readonly { id: string }[]) => phases.map(({ id }) => id);

test("[RUN9] a retry starts at the first phase that failed, and carries over what completed before it", () => {
  const phases = [phase("a", "completed"), phase("b", "warning"), phase("c", "failed"), phase("d", "completed")];
  expect(retryPoint(phases)?.id).toBe("c");
  expect(ids(carriedPhases(phases))).toEqual(["a", "b"]);
});

test("[RUN9] a phase that was cancelled, or kept from running by another, is where it starts", () => {
  expect(retryPoint([phase("a", "completed"), phase("b", "skipped"), phase("c", "skipped")])?.id).toBe("b");
  expect(retryPoint([phase("a", "skipped", null)])?.id).toBe("a");
});

test("[RUN9] a phase the plan left out is nothing to retry, and is not carried over", () => {
  const phases = [phase("a", "completed"), phase("b", "skipped", 0), phase("c", "completed")];
  expect(retryPoint(phases)).toBeNull();
  expect(ids(carriedPhases(phases))).toEqual(["a", "c"]);
});
