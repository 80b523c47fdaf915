import { describeProviderGate } from "#tests/fixtures/provider-gate-contract.ts";
import { createMemoryGate } from "./memory-gate.ts";

describeProviderGate("in memory", async (quotas, clock) => createMemoryGate(quotas, clock, clock.pause));
