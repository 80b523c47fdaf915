import * as z from "zod/mini";

const answer = z.object({
  correlations: z.nullable(
    z.object({
      asOf: z.string(),
      runId: z.nullable(z.string()),
      symbols: z.array(z.string()),
      matrix: z.array(z.array(z.number())),
      clusters: z.array(z.number()),
      observations: z.array(z.number()),
      leftOut: z.record(z.string(), z.string()),
      repaired: z.boolean(),
    }),
  ),
});

/** A correlation matrix as the API answers it: rows, columns and lists in cluster order. */
export type Correlations = NonNullable<z.infer<typeof answer>["correlations"]>;

export function readCorrelations(body: unknown): Correlations | null {
  return answer.parse(body).correlations;
}

/** A run of symbols that move together, [from, to). */
export interface Cluster {
  readonly from: number;
  readonly to: number;
  readonly symbols: readonly string[];
  /** Mean correlation of its pairs; null of a symbol by itself. */
  readonly meanCorrelation: number | null;
}

/** The clusters in the order of the matrix. */
export function clustersOf({ symbols, clusters, matrix }: Pick<Correlations, "symbols" | "clusters" | "matrix">) {
  const found: Cluster[] = [];
  for (let from = 0; from < symbols.length; ) {
    let to = from + 1;
    while (to < symbols.length && clusters[to] === clusters[from]) to++;
    found.push({ from, to, symbols: symbols.slice(from, to), meanCorrelation: meanOfPairs(matrix, from, to) });
    from = to;
  }
  return found;
}

function meanOfPairs(matrix: Correlations["matrix"], from: number, to: number): number | null {
  let sum = 0;
  let pairs = 0;
  for (let row = from; row < to; row++) {
    for (let column = row + 1; column < to; column++) {
      sum += matrix[row]?.[column] ?? 0;
      pairs++;
    }
  }
  return pairs === 0 ? null : sum / pairs;
}

export interface Pair {
  readonly first: string;
  readonly second: string;
  readonly correlation: number;
}

/** The pairs that move most and least together; null where there is no pair. */
export function extremePairs({ symbols, matrix }: Pick<Correlations, "symbols" | "matrix">): {
  readonly most: Pair;
  readonly least: Pair;
} | null {
  let most: Pair | null = null;
  let least: Pair | null = null;
  for (const [row, line] of matrix.entries()) {
    for (let column = row + 1; column < line.length; column++) {
      const correlation = line[column] ?? 0;
      const pair = { first: symbols[row] ?? "", second: symbols[column] ?? "", correlation };
      if (most === null || correlation > most.correlation) most = pair;
      if (least === null || correlation < least.correlation) least = pair;
    }
  }
  return most && least && { most, least };
}
