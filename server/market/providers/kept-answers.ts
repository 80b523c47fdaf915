import { ProviderError } from "../provider-http/provider-error.ts";
import { unlessAborted } from "./unless-aborted.ts";

/** Answers kept for a while, so that the next part of the same work does not ask for them again. */
export interface KeptAnswers<Answer> {
  /** Whether `get` would answer without loading. */
  has(key: string): boolean;
  /**
   * The answer of `key`, loaded unless one is kept or on its way. Failures are not kept.
   *
   * @throws what `load` throws; the signal's reason when it is aborted.
   */
  get(key: string, load: () => Promise<Answer>, signal?: AbortSignal): Promise<Answer>;
}

interface Entry<Answer> {
  readonly answer: Promise<Answer>;
  readonly until: number;
}

/** Keeps answers in this process for `keepMs` milliseconds from when they were asked for. */
export function createKeptAnswers<Answer>(keepMs: number, now: () => number = Date.now): KeptAnswers<Answer> {
  const entries = new Map<string, Entry<Answer>>();

  function held(key: string): Entry<Answer> | undefined {
    for (const [name, { until }] of entries) if (until <= now()) entries.delete(name);
    return entries.get(key);
  }

  function start(key: string, load: () => Promise<Answer>): Promise<Answer> {
    const entry = { answer: load(), until: now() + keepMs };
    entries.set(key, entry);
    const letGo = () => {
      if (entries.get(key) === entry) entries.delete(key);
    };
    entry.answer.catch(letGo);
    // Nobody may ever ask again, and a session of the whole market is large.
    setTimeout(letGo, keepMs).unref();
    return entry.answer;
  }

  return {
    has: (key) => held(key) !== undefined,
    async get(key, load, signal) {
      for (;;) {
        const entry = held(key);
        if (!entry) return start(key, load);
        try {
          return await unlessAborted(entry.answer, signal);
        } catch (error) {
          signal?.throwIfAborted();
          // Whoever loaded it gave up; that is no answer to those who still wait.
          if (error instanceof ProviderError) throw error;
        }
      }
    },
  };
}
