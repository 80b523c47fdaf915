import { expect, test, vi } from "vitest";
import { z } from "zod";
import { yahooHttp } from "#tests/fixtures/providers/yahoo-http.ts";
import { createYahooClient } from "./yahoo-client.ts";
import { openYahooLibrary } from "./yahoo-library.ts";

vi.mock(import("./yahoo-library.ts"), { spy: true });

test("a library that did not load is loaded again by the next question", async () => {
  vi.mocked(openYahooLibrary).mockRejectedValueOnce(new Error("no more file handles"));
  const client = createYahooClient({ http: yahooHttp(), url: null });
  const ask = () => client.ask(async () => "an answer", z.string());
  await expect(ask()).rejects.toThrow();
  expect(await ask()).toBe("an answer");
  expect(openYahooLibrary).toHaveBeenCalledTimes(2);
});
