import fc from "fast-check";
import { expect, test } from "vitest";
import { EVERY_ENTRY } from "./log-filter.ts";
import { logLinkQuery, readLogLink as read } from "./log-link.ts";
import { PLAN } from "./plan.ts";
import { logLevels } from "./vocabulary.ts";

const readLogLink = (search: string) => read(search, PLAN);

test("[LOG4] a link names the line, the filter, and keeps what else the address says", () => {
  expect(logLinkQuery("?at=12&line=3&q=old", { line: 4_711, filter: EVERY_ENTRY })).toBe("?at=12&line=4711");
  const filter = { levels: ["warning", "error"], phase: "phase_1", text: "100% & more" } as const;
  const query = logLinkQuery("", { line: 7, filter });
  expect(query).toBe("?line=7&level=warning%2Cerror&log-phase=phase_1&q=100%25+%26+more");
});

test("[LOG4] a link leaves the open rows of the address open, and they filter nothing", () => {
  const query = logLinkQuery("?phase=phase_1&phase=phase_6", { line: 7, filter: EVERY_ENTRY });
  expect(query).toBe("?phase=phase_1&phase=phase_6&line=7");
  expect(readLogLink(query)).toEqual({ line: 7, filter: EVERY_ENTRY });
});

test("[LOG4] what a link was made of is read from it", () => {
  const anyFilter = fc.record({
    levels: fc.subarray([...logLevels]),
    phase: fc.constantFrom(null, "phase_1", "none"),
    text: fc.string({ maxLength: 200 }).map((text) => text.trim()),
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), anyFilter, (line, filter) => {
      expect(readLogLink(logLinkQuery("?at=5", { line, filter }))).toEqual({ line, filter });
    }),
  );
});

test.each(["", "?line=", "?line=0", "?line=-3", "?line=1.5", "?line=x", "?line=1e400", "?at=5"])(
  "[LOG4] %s leads to no line",
  (search) => {
    expect(readLogLink(search)).toBeNull();
  },
);

test("[LOG4] a filter that cannot be is left out", () => {
  expect(readLogLink("?line=5&level=loud&log-phase=")).toEqual({ line: 5, filter: EVERY_ENTRY });
  expect(readLogLink("?line=5&log-phase=phase_99")).toEqual({ line: 5, filter: EVERY_ENTRY });
});
