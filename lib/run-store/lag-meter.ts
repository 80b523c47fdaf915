const MOST = 20;

/** How long the newest events were on their way. A median: it stands still where single ones jump. */
export class LagMeter {
  #lags: number[] = [];

  add(lagMs: number): void {
    this.#lags = [...this.#lags.slice(1 - MOST), Math.max(0, lagMs)];
  }

  /** The median of the last 20, in whole ms; null before the first. */
  medianMs(): number | null {
    const middle = this.#lags.toSorted((a, b) => a - b)[Math.floor(this.#lags.length / 2)];
    return middle === undefined ? null : Math.round(middle);
  }
}
