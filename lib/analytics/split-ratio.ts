/** Of more shares, or fewer, a hundredfold price is told apart as a change of unit. */
const MOST = 85;
/**
 * New shares per old of the splits that happen: whole numbers either way, and the few between that companies have used. A
 * smaller one is not told from a bad day, or from a spin-off.
 */
const RATIOS = [...[3 / 2, 5 / 2], ...Array.from({ length: MOST - 1 }, (_, i) => [i + 2, 1 / (i + 2)]).flat()];
/** From here on the day's own move may lead to the next whole number: the two lie as close together as it may be. */
const FIRST_UNSURE = 8;

/** A split that a move looks like: its ratio, and by how much the move differs from it. */
export interface LikelySplit {
  /** New shares per old. */
  readonly ratio: number;
  /** |ln(move × ratio)|. */
  readonly distance: number;
}

/** The split whose undone price would lie nearest to the one before. `move` is the logarithm of the close's ratio. */
export function likelySplit(move: number): LikelySplit {
  let best: LikelySplit = { ratio: 1, distance: Number.POSITIVE_INFINITY };
  for (const ratio of RATIOS) {
    const distance = Math.abs(move + Math.log(ratio));
    if (distance < best.distance) best = { ratio, distance };
  }
  return best;
}

const EXACT = new Intl.NumberFormat("en-US", { maximumFractionDigits: 4 });

/** Of a split that is known: "2 for 1", "3 for 2", "1 for 10", "1.3333 for 1". */
export function knownSplitText(ratio: number): string {
  const old = [1, 2].find((count) => isWhole(ratio * count)) ?? 1;
  return ratio >= 1 ? `${EXACT.format(ratio * old)} for ${old}` : `1 for ${EXACT.format(1 / ratio)}`;
}

/** Of one that prices look like: the same, from 8 on "about 1 for 10", "about 50 for 1". */
export function likelySplitText(ratio: number): string {
  return `${Math.max(ratio, 1 / ratio) >= FIRST_UNSURE ? "about " : ""}${knownSplitText(ratio)}`;
}

const isWhole = (value: number) => value >= 1 && Math.abs(value - Math.round(value)) < 1e-9;
