import { known, type Outcome, unknown } from "./outcome.ts";
import { valueAt } from "./value-at.ts";

const STEPS_PER_DIMENSION = 200;
/** First steps from the start: 5% of a coordinate, or this much where it is 0. */
const FIRST_STEP = 0.05;
const FIRST_STEP_FROM_ZERO = 0.00025;

interface Vertex {
  readonly point: Float64Array;
  readonly value: number;
}

/**
 * Point at which a function of few variables is smallest, by the simplex of Nelder and Mead 1965: reflection 1, expansion
 * 2, contraction and shrinkage ½, with the first simplex and the end of SciPy's `fmin`: when no vertex is further than
 * `tolerance` from the best, in any coordinate or in value. A local search: from another start it may end elsewhere.
 * Unknown after 200 steps, or 200 values asked for, per variable.
 */
export function nelderMead(
  objective: (point: Float64Array) => number,
  start: Float64Array,
  tolerance: number,
): Outcome<Float64Array> {
  const limit = STEPS_PER_DIMENSION * start.length;
  let asked = 0;
  const vertexAt = (point: Float64Array): Vertex => {
    asked++;
    return { point, value: objective(point) };
  };
  let simplex = firstSimplex(start).map(vertexAt).toSorted(byValue);
  for (let step = 1; step < limit && asked < limit; step++) {
    if (isSmall(simplex, tolerance)) break;
    const next = replacement(simplex, vertexAt);
    simplex = (next ? [...simplex.slice(0, -1), next] : shrunk(simplex, vertexAt)).toSorted(byValue);
  }
  const best = simplex[0];
  return best && isSmall(simplex, tolerance) ? known(best.point) : unknown("the search does not settle");
}

function firstSimplex(start: Float64Array): Float64Array[] {
  const moved = Array.from(start, (value, axis) =>
    start.map((own, i) => (i !== axis ? own : value === 0 ? FIRST_STEP_FROM_ZERO : (1 + FIRST_STEP) * value)),
  );
  return [start, ...moved];
}

/** What the worst vertex is replaced by; null where the simplex has to shrink. */
function replacement(simplex: readonly Vertex[], vertexAt: (point: Float64Array) => Vertex): Vertex | null {
  const [best, worst, second] = [simplex[0], simplex.at(-1), simplex.at(-2)];
  if (!best || !worst || !second) return null;
  const others = simplex.slice(0, -1);
  const centre = best.point.map(
    (_, i) => others.reduce((sum, { point }) => sum + valueAt(point, i), 0) / others.length,
  );
  const along = (factor: number) =>
    vertexAt(centre.map((value, i) => (1 + factor) * value - factor * valueAt(worst.point, i)));
  const reflected = along(1);
  if (reflected.value < best.value) {
    const expanded = along(2);
    return expanded.value < reflected.value ? expanded : reflected;
  }
  if (reflected.value < second.value) return reflected;
  if (reflected.value < worst.value) {
    const outside = along(0.5);
    return outside.value <= reflected.value ? outside : null;
  }
  const inside = along(-0.5);
  return inside.value < worst.value ? inside : null;
}

function shrunk(simplex: readonly Vertex[], vertexAt: (point: Float64Array) => Vertex): Vertex[] {
  const [best, ...others] = simplex;
  if (!best) return [];
  const halfWay = ({ point }: Vertex) => best.point.map((value, i) => value + 0.5 * (valueAt(point, i) - value));
  return [best, ...others.map((vertex) => vertexAt(halfWay(vertex)))];
}

function isSmall([best, ...others]: readonly Vertex[], tolerance: number): boolean {
  return others.every(
    ({ point, value }) =>
      best !== undefined &&
      Math.abs(value - best.value) <= tolerance &&
      point.every((coordinate, i) => Math.abs(coordinate - valueAt(best.point, i)) <= tolerance),
  );
}

function byValue(a: Vertex, b: Vertex): number {
  return a.value - b.value;
}
