import { describe, expect, test } from "vitest";
import { levelReason } from "./level-reason.ts";
import type { PriceBreak } from "./price-breaks.ts";
import type { DoubtRule, JudgedBar } from "./price-evidence.ts";

const bar = (date: string, close: number): JudgedBar => {
  return { date, close, open: null, high: null, low: null, volume: null, standing: "new" };
};
const DAYS = ["2025-03-03", "2025-03-10", "2025-03-11", "2025-03-12"] as const;

/** The reason of one of four closes beside another, prices going on at another level at the second. */
function reason(of: {
  readonly closes: readonly [number, number, number, number];
  readonly splits?: readonly (readonly [string, number])[];
  readonly rule?: DoubtRule;
  readonly by: Pick<PriceBreak, "step"> & Partial<PriceBreak>;
  readonly factor?: number;
  readonly at: number;
  readonly beside: number;
}): string {
  const bars = DAYS.map((date, index) => bar(date, of.closes[index]!));
  const by: PriceBreak = { at: 1, kind: "leap", detail: 0, ...of.by };
  const doubt = { rule: of.rule ?? "scale", by, factor: of.factor ?? Math.exp(by.step) };
  return levelReason({ bars, splits: new Map(of.splits) }, doubt, bars[of.at]!, bars[of.beside]!);
}

describe("levelReason", () => {
  test("compares with the believed close beside, brought to the date by the table's splits, before it and after", () => {
    const doubled = { closes: [100, 10_000, 5_100, 50], by: { step: Math.log(100) } } as const;
    const splits = [[DAYS[2], 2]] as const;
    expect(reason({ ...doubled, splits, at: 1, beside: 0 })).toBe("10,000 where 100 is usual (100×)");
    expect(reason({ ...doubled, splits, at: 2, beside: 0 })).toBe("5,100 where 50 is usual (100×)");
    expect(reason({ ...doubled, splits, at: 1, beside: 3 })).toBe("10,000 where 100 is usual (100×)");
    expect(reason({ ...doubled, splits, at: 2, beside: 3 })).toBe("5,100 where 50 is usual (100×)");
  });

  test("a change of unit on the day of a split is one from the price after it", () => {
    const unit = { closes: [100, 5_000, 5_000, 5_000], by: { step: Math.log(100) }, at: 1, beside: 0 } as const;
    expect(reason({ ...unit, splits: [[DAYS[1], 2]] })).toBe("5,000 where 50 is usual (100×)");
  });

  test("a split of the table that prices do not show is named with the price that all splits lead to", () => {
    const unshown = { closes: [100, 101, 102, 51], rule: "unadjusted-split", by: { step: Math.log(4) } } as const;
    const splits = [
      [DAYS[1], 4],
      [DAYS[3], 2],
    ] as const;
    const named = "the split of 4 for 1 on 2025-03-10 in the table";
    expect(reason({ ...unshown, splits, at: 1, beside: 0 })).toBe(`101 where 25 is expected after ${named}`);
    expect(reason({ ...unshown, splits, at: 3, beside: 0 })).toBe(`51 where 12.5 is expected after ${named}`);
    expect(reason({ ...unshown, splits, at: 0, beside: 3 })).toBe(`100 where 408 is expected before ${named}`);
  });

  test("of several splits between two closes the one is named that prices do not show, or all of them", () => {
    const hole = { closes: [100, 100, 100, 100], at: 1, beside: 0 } as const;
    const splits = [
      ["2025-03-07", 2],
      ["2025-03-05", 3],
    ] as const;
    expect(reason({ ...hole, rule: "unadjusted-split", splits, by: { step: Math.log(6) } })).toBe(
      "100 where 16.6667 is expected after the splits of 3 for 1 on 2025-03-05 and 2 for 1 on 2025-03-07 in the table",
    );
    expect(reason({ ...hole, closes: [100, 50, 50, 50], splits, by: { step: Math.log(3) } })).toBe(
      "50 where 16.6667 is expected after the split of 3 for 1 on 2025-03-05 in the table",
    );
  });

  test("a split that is not in the table is named by what the prices look like", () => {
    const by = { step: -Math.log(2), detail: 2 };
    expect(reason({ closes: [100, 50, 50, 50], rule: "unadjusted-split", by, at: 2, beside: 0 })).toBe(
      "50 where 100 is usual, as after a split of 2 for 1 that is not in the table",
    );
  });

  test("a leap after a hole tells how long it was, unless a split of the table is all there is to it", () => {
    const gap = { closes: [100, 600, 600, 600], rule: "gap", at: 1, beside: 0 } as const;
    const long = { kind: "gap", detail: 25 } as const;
    expect(reason({ ...gap, splits: [[DAYS[1], 2]], by: { step: Math.log(12), ...long } })).toBe(
      "600 where 50 is usual, after 25 sessions without a price",
    );
    expect(
      reason({ ...gap, closes: [100, 100, 100, 100], splits: [[DAYS[1], 10]], by: { step: Math.log(10), ...long } }),
    ).toBe("100 where 10 is expected after the split of 10 for 1 on 2025-03-10 in the table");
  });
});
