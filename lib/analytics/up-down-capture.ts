import { marketCapture } from "./market-capture.ts";
import type { Outcome } from "./outcome.ts";
import { quotient } from "./quotient.ts";
import type { ReturnWindow } from "./return-window.ts";

/**
 * Up capture over down capture, each as {@link marketCapture} has it: above 1, gains are kept better than losses.
 * Unknown where either is, or where nothing of the falls is captured.
 */
export function upDownCapture(
  returns: Float64Array,
  benchmark: Float64Array,
  options: ReturnWindow = {},
): Outcome<number> {
  const up = marketCapture(returns, benchmark, "up", options);
  if (up.value === null) return up;
  const down = marketCapture(returns, benchmark, "down", options);
  if (down.value === null) return down;
  return quotient(up.value, down.value, "no fall is captured");
}
