import type { ModuleOptionsWithValidateFalse } from "yahoo-finance2/lib/moduleCommon";
import type { z } from "zod";
import { unlessAborted } from "../unless-aborted.ts";
import { badResponse, providerError } from "./yahoo-answer.ts";
import { createYahooFetch, NotAskedError, type YahooAddress } from "./yahoo-fetch.ts";
import { openYahooLibrary, type YahooLibrary } from "./yahoo-library.ts";

/** One call of the library; answers are checked here, not by its schemas, which refuse whatever Yahoo adds. */
type Call = (library: YahooLibrary, options: ModuleOptionsWithValidateFalse) => Promise<unknown>;

export interface YahooClient {
  /**
   * What the library's call resolves to, as `schema` reads it.
   *
   * @throws ProviderError; the signal's reason when it is aborted; what kept Yahoo from being asked, as it is.
   */
  ask<Schema extends z.ZodType>(call: Call, schema: Schema, signal?: AbortSignal): Promise<z.output<Schema>>;
}

function read<Schema extends z.ZodType>(schema: Schema, answer: unknown): z.output<Schema> {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw badResponse(`${issue?.path.join(".") || "the whole"}: ${issue?.message}`, result.error);
}

/** Yahoo through its library, loaded on the first question; a session that Yahoo no longer honours is renewed once. */
export function createYahooClient(address: YahooAddress): YahooClient {
  const fetch = createYahooFetch(address);
  let session: Promise<YahooLibrary> | null = null;

  /** A library that did not load is loaded anew by the next question. */
  function opened(): Promise<YahooLibrary> {
    const opening = openYahooLibrary(fetch);
    opening.catch(() => {
      if (session === opening) session = null;
    });
    return opening;
  }

  async function answer(call: Call, signal: AbortSignal | undefined, again: boolean): Promise<unknown> {
    session ??= opened();
    const used = session;
    try {
      const options = { validateResult: false as const, fetchOptions: signal ? { signal } : {} };
      return await unlessAborted(call(await used, options), signal);
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof NotAskedError) throw error.cause;
      const failure = providerError(error);
      if (failure.code !== "unauthorized" || again) throw failure;
      if (session === used) session = null;
      return answer(call, signal, true);
    }
  }

  return {
    async ask(call, schema, signal) {
      signal?.throwIfAborted();
      return read(schema, await answer(call, signal, false));
    },
  };
}
