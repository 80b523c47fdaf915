import { afterEach, expect, test, vi } from "vitest";
import { EVERY_ENTRY } from "#lib/run/log-filter.ts";
import { fetchLogPage } from "./fetch-log-page.ts";
import { LogRefused } from "./log-reader.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

const { signal } = new AbortController();
const answer = (body: unknown, status: number) => vi.fn(async () => Response.json(body, { status }));
const search = () => fetchLogPage("r1", { filter: { ...EVERY_ENTRY, text: "a b" }, limit: 5 }, signal);

test("[LOG4] a page is asked for under its filter, and no longer than it is waited for", async () => {
  const page = { entries: [], hasMore: false, asOfSeq: 1, counts: null };
  const fetch = answer(page, 200);
  vi.stubGlobal("fetch", fetch);
  expect(await search()).toEqual(page);
  expect(fetch).toHaveBeenCalledWith("/api/v1/runs/r1/log/entries?limit=5&q=a+b", expect.objectContaining({ signal }));
});

test("[LOG4] what the server refuses is thrown in its own words, with what to do", async () => {
  const problem = { code: "ERR_RUN_007", detail: "The search took too long", fix: "Search for warnings alone." };
  vi.stubGlobal("fetch", answer(problem, 503));
  await expect(search()).rejects.toEqual(new LogRefused("The search took too long. Search for warnings alone."));
});
