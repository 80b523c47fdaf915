import { expect, test, vi } from "vitest";
import { ProviderError } from "../provider-http/provider-error.ts";
import { createKeptAnswers } from "./kept-answers.ts";

function counted(answers: readonly (() => Promise<string>)[]) {
  let calls = 0;
  return {
    load: () => {
      const answer = answers[calls++];
      if (!answer) throw new Error("asked too often");
      return answer();
    },
    calls: () => calls,
  };
}

test("an answer is loaded once until its time is over", async () => {
  let time = 0;
  const kept = createKeptAnswers<string>(100, () => time);
  const { load, calls } = counted([async () => "first", async () => "second"]);
  expect(await Promise.all([kept.get("a", load), kept.get("a", load)])).toEqual(["first", "first"]);
  time = 99;
  expect(kept.has("a")).toBe(true);
  expect(await kept.get("a", load)).toBe("first");
  time = 100;
  expect(kept.has("a")).toBe(false);
  expect(await kept.get("a", load)).toBe("second");
  expect(calls()).toBe(2);
});

test("a failure is told to all who wait for it, and not kept", async () => {
  const kept = createKeptAnswers<string>(100, () => 0);
  const error = new ProviderError("server-error", "down", { provider: "massive" });
  const { load } = counted([() => Promise.reject(error), async () => "up again"]);
  const both = await Promise.allSettled([kept.get("a", load), kept.get("a", load)]);
  expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await kept.get("a", load)).toBe("up again");
});

test("one who gives up takes nothing from another who waits for the same answer", async () => {
  const kept = createKeptAnswers<string>(100, () => 0);
  const gone = new AbortController();
  const slow = () =>
    new Promise<string>((_resolve, reject) => gone.signal.addEventListener("abort", () => reject(gone.signal.reason)));
  const first = kept.get("a", slow, gone.signal);
  const second = kept.get("a", async () => "mine", new AbortController().signal);
  gone.abort(new Error("cancelled"));
  await expect(first).rejects.toThrow("cancelled");
  expect(await second).toBe("mine");
});

test("one who gives up does not wait for what another has asked for", async () => {
  const kept = createKeptAnswers<string>(100, () => 0);
  const answer = Promise.withResolvers<string>();
  const first = kept.get("a", () => answer.promise);
  const gone = new AbortController();
  const second = kept.get("a", async () => "mine", gone.signal);
  gone.abort(new Error("cancelled"));
  await expect(second).rejects.toThrow("cancelled");
  answer.resolve("first");
  expect(await first).toBe("first");
});

test("what is over is let go of though nobody asks again", async () => {
  vi.useFakeTimers();
  const kept = createKeptAnswers<object>(100, () => 0);
  await kept.get("a", async () => ({}));
  await vi.advanceTimersByTimeAsync(100);
  expect(kept.has("a")).toBe(false);
  vi.useRealTimers();
});
