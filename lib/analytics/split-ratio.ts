/** New shares per old of the splits that happen: of more than these, none is read out of a price. */
const USUAL_RATIOS = [1.5, 2, 3, 4, 5, 10, 20, 0.1] as const;

/** A split that a move looks like: its ratio, and by how much the move differs from it. */
export interface LikelySplit {
  /** New shares per old. */
  readonly ratio: number;
  /** |ln(move × ratio)|. */
  readonly distance: number;
}

/** The usual split whose undone price would lie nearest to the one before. `move` is the logarithm of the close's ratio. */
export function likelySplit(move: number): LikelySplit {
  let best: LikelySplit = { ratio: 1, distance: Number.POSITIVE_INFINITY };
  for (const ratio of USUAL_RATIOS) {
    const distance = Math.abs(move + Math.log(ratio));
    if (distance < best.distance) best = { ratio, distance };
  }
  return best;
}

/** "2 for 1", "3 for 2", "1 for 10". */
export function splitText(ratio: number): string {
  if (ratio < 1) return `1 for ${Math.round(1 / ratio)}`;
  return Number.isInteger(ratio) ? `${ratio} for 1` : `${ratio * 2} for 2`;
}
