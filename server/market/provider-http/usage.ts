import { AsyncLocalStorage } from "node:async_hooks";
import type { ProviderName, ProviderUsage } from "../price-source.ts";

/** Told when a wait begins that a person will notice; `why` follows "Waiting 12 s for Massive: ". */
export type Waiting = (provider: ProviderName, ms: number, why: string) => void;

export interface MeasureOptions {
  readonly waiting?: Waiting;
}

/** Waits that are told of are longer than this. */
const NOTICED_MS = 1_000;

interface Meter {
  readonly outer: Meter | undefined;
  readonly waiting: Waiting | undefined;
  readonly totals: Map<ProviderName, ProviderUsage>;
}

const storage = new AsyncLocalStorage<Meter>();

/**
 * What `work` asked of providers, also through others it called; a meter around another counts its requests too. It
 * follows the asynchronous context: work that is queued and begun by someone else's is counted for them.
 */
export async function measureUsage<Value>(
  work: () => Promise<Value>,
  options: MeasureOptions = {},
): Promise<{ value: Value; usage: ProviderUsage[] }> {
  const meter: Meter = { outer: storage.getStore(), waiting: options.waiting, totals: new Map() };
  const value = await storage.run(meter, work);
  return { value, usage: [...meter.totals.values()] };
}

/** Adds to every meter in whose context this is called. */
export function recordUsage(provider: ProviderName, spent: Partial<Omit<ProviderUsage, "provider">>): void {
  for (let meter = storage.getStore(); meter; meter = meter.outer) {
    const { requests, retries, busyMs, waitedMs } = meter.totals.get(provider) ?? NOTHING;
    meter.totals.set(provider, {
      provider,
      requests: requests + (spent.requests ?? 0),
      retries: retries + (spent.retries ?? 0),
      busyMs: busyMs + (spent.busyMs ?? 0),
      waitedMs: waitedMs + (spent.waitedMs ?? 0),
    });
  }
}

/** Tells of a wait that now begins, unless it is short. */
export function announceWait(provider: ProviderName, ms: number, why: string): void {
  if (ms <= NOTICED_MS) return;
  for (let meter = storage.getStore(); meter; meter = meter.outer) meter.waiting?.(provider, ms, why);
}

const NOTHING = { requests: 0, retries: 0, busyMs: 0, waitedMs: 0 };
