import { expect, test } from "vitest";
import { sharedReason } from "./shared-reason.ts";

const WHY = "no public position is held";

test("figures that all lack one thing share its reason", () => {
  expect(
    sharedReason([
      { value: null, reason: WHY },
      { value: null, reason: WHY },
    ]),
  ).toBe(WHY);
});

test("nothing is shared once one is known, has another reason or none, or there are no figures", () => {
  const lacking = { value: null, reason: WHY };
  expect(sharedReason([lacking, { value: 0, reason: null }])).toBeNull();
  expect(sharedReason([lacking, { value: null, reason: "1 of 60 returns" }])).toBeNull();
  expect(sharedReason([lacking, { value: null, reason: undefined }])).toBeNull();
  expect(sharedReason([])).toBeNull();
});
