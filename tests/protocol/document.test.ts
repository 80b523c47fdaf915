import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { type ClientToServer, liveRefusals } from "#lib/run/commands.ts";
import { CONTRACT_VERSION, runEvent } from "#lib/run/events.ts";
import { PLAN } from "#lib/run/plan.ts";
import { ERROR_TEXTS } from "#server/http/error-texts.ts";
import { HttpProblem } from "#server/http/problem.ts";
import { protocolDocument, rowsAbout } from "./protocol-document.ts";

const ENVELOPE = ["runId", "seq", "at", "type"];
const schemas = (z.toJSONSchema(runEvent).oneOf ?? []) as { properties: Record<string, { const?: string }> }[];
const events = schemas.map(({ properties }) => ({
  type: properties.type?.const ?? "",
  members: Object.keys(properties),
}));

const commands = {
  watch: true,
  unwatch: true,
  "watch-runs": true,
  "unwatch-runs": true,
} satisfies Record<keyof ClientToServer, true>;

describe("docs/protocol.md", () => {
  test("[EVT8] is of the version it describes", () => {
    expect(protocolDocument).toContain(`this is version ${CONTRACT_VERSION}.`);
  });

  test.each(events)("[EVT8] has $type with every member", ({ type, members }) => {
    const described = rowsAbout(`${type}\``)
      .map((cells) => cells.at(-1))
      .join();
    expect(members.filter((member) => !ENVELOPE.includes(member) && !described.includes(`\`${member}\``))).toEqual([]);
  });

  test("[PLAN1] has the phases in order", () => {
    const list = /The phases, in order: (.*?)\./s.exec(protocolDocument)?.[1] ?? "";
    expect(list.match(/phase_\w+/g)).toEqual(PLAN.map(({ id }) => id));
  });

  test.each(Object.keys(commands))("[LIVE1] has the command %s", (command) => {
    expect(rowsAbout(command).length).toBeGreaterThan(0);
  });

  test.each(Object.keys(liveRefusals))("[LIVE1] has the refusal %s", (code) => {
    expect(rowsAbout(`${code}\``).length).toBeGreaterThan(0);
  });

  test.each(Object.keys(ERROR_TEXTS).filter((code) => code.startsWith("ERR_RUN_")))("has %s and its status", (code) => {
    const { status } = new HttpProblem(code as keyof typeof ERROR_TEXTS);
    expect(rowsAbout(`${code}\``).some((cells) => cells[1]?.trim() === String(status))).toBe(true);
  });
});
