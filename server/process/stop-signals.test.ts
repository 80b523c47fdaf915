import { EventEmitter } from "node:events";
import { expect, it, vi } from "vitest";
import { ignoreTerminal, onStopSignals } from "./stop-signals.ts";

function pressed() {
  const source = new EventEmitter();
  let time = 0;
  const [stop, force] = [vi.fn(), vi.fn()];
  onStopSignals(source, { stop, force, now: () => time });
  function press(signal: string, at: number) {
    time = at;
    source.emit(signal);
  }
  return { stop, force, press };
}

it("takes one Ctrl-C that arrives twice as one", () => {
  const { stop, force, press } = pressed();
  press("SIGINT", 0);
  press("SIGINT", 1);
  expect(stop).toHaveBeenCalledTimes(1);
  expect(force).not.toHaveBeenCalled();
});

it("ends at once when asked again later", () => {
  const { stop, force, press } = pressed();
  press("SIGINT", 0);
  press("SIGINT", 1_500);
  expect(stop).toHaveBeenCalledTimes(1);
  expect(force).toHaveBeenCalledTimes(1);
});

it.each(["SIGTERM", "SIGHUP"])("stops on %s", (signal) => {
  const { stop, press } = pressed();
  press(signal, 0);
  expect(stop).toHaveBeenCalledTimes(1);
});

it("has an answer to the terminal's signals where only the parent decides", () => {
  const source = new EventEmitter();
  ignoreTerminal(source);
  expect(["SIGINT", "SIGHUP", "SIGTERM"].map((signal) => source.listenerCount(signal))).toEqual([1, 1, 0]);
});
