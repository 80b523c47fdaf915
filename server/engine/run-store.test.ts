import { createMemoryRunStore } from "#tests/fixtures/memory-run-store.ts";
import { queuedState } from "#tests/fixtures/run-parts.ts";
import { describeRunStore } from "#tests/fixtures/run-store-contract.ts";

describeRunStore("in memory", async () => {
  const state = queuedState();
  const store = createMemoryRunStore(state);
  return {
    store,
    state,
    epoch: store.epoch,
    read: async () => ({ state: store.state, events: store.events }),
    async takeOver() {
      store.epoch += 1;
    },
    async requestCancel(by) {
      store.cancelRequestedBy = by;
    },
  };
});
