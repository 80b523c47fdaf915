import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ServerClock } from "./server-clock.ts";

const trip = fc.record({ askMs: fc.nat({ max: 3_000 }), answerMs: fc.nat({ max: 3_000 }) });

test("[PRG2] whatever the delays, the offset is off by at most half the shortest round trip", () => {
  const offset = fc.integer({ min: -10_000_000, max: 10_000_000 });
  fc.assert(
    fc.property(offset, fc.array(trip, { minLength: 1, maxLength: 20 }), (offsetMs, trips) => {
      const clock = new ServerClock();
      let sentAt = 1_000_000;
      for (const { askMs, answerMs } of trips) {
        const receivedAt = sentAt + askMs + answerMs;
        clock.hearAnswer(sentAt + askMs + offsetMs, { sentAt, receivedAt });
        clock.hearMessage(receivedAt + offsetMs, receivedAt + answerMs);
        sentAt = receivedAt + 5_000;
      }
      const shortest = Math.min(...trips.map(({ askMs, answerMs }) => askMs + answerMs));
      expect(Math.abs((clock.offsetMs() ?? Number.NaN) - offsetMs)).toBeLessThanOrEqual(shortest / 2);
    }),
  );
});

test("[LIVE6] a message that was on its way for long is known to be old; one that was faster corrects the offset", () => {
  const clock = new ServerClock();
  expect(clock.hearMessage(5_000, 1_000)).toBeNull();
  clock.hearAnswer(5_020, { sentAt: 1_000, receivedAt: 1_040 });
  expect(clock.offsetMs()).toBe(4_000);
  expect(clock.hearMessage(7_000, 11_000)).toBe(8_000);
  expect(clock.hearMessage(15_012, 11_000)).toBe(0);
  expect(clock.offsetMs()).toBe(4_012);
});

test("[PRG2] a clock that has been set, forth or back, is followed by the next answer", () => {
  const clock = new ServerClock();
  clock.hearAnswer(5_000, { sentAt: 1_000, receivedAt: 1_000 });
  clock.hearAnswer(6_000, { sentAt: 3_602_000, receivedAt: 3_602_030 });
  expect(clock.offsetMs()).toBe(-3_596_015);
  clock.hearAnswer(7_000, { sentAt: 3_000, receivedAt: 3_050 });
  expect(clock.offsetMs()).toBe(3_975);
});
