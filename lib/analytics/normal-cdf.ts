import { valueAt } from "./value-at.ts";

const CENTRE_END = 0.46875;
const MIDDLE_END = 4;
/** Beyond it erfc is below the smallest positive number. */
const TAIL_END = 27.3;

const ERF_OVER = Float64Array.of(
  0.18577770618460315,
  3.1611237438705655,
  113.86415415105016,
  377.485237685302,
  3209.3775891384694,
);
const ERF_UNDER = Float64Array.of(1, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171);
const MIDDLE_OVER = Float64Array.of(
  2.1531153547440383e-8,
  0.5641884969886701,
  8.883149794388377,
  66.11919063714163,
  298.6351381974001,
  881.952221241769,
  1712.0476126340707,
  2051.0783778260716,
  1230.3393547979972,
);
const MIDDLE_UNDER = Float64Array.of(
  1,
  15.744926110709835,
  117.6939508913125,
  537.1811018620099,
  1621.3895745666903,
  3290.7992357334597,
  4362.619090143247,
  3439.3676741437216,
  1230.3393548037495,
);
const TAIL_OVER = Float64Array.of(
  0.016315387137302097,
  0.30532663496123236,
  0.36034489994980445,
  0.12578172611122926,
  0.016083785148742275,
  0.0006587491615298378,
);
const TAIL_UNDER = Float64Array.of(
  1,
  2.568520192289822,
  1.8729528499234673,
  0.5279051029514285,
  0.06051834131244132,
  0.0023352049762686918,
);

/**
 * P(X ≤ x) of the standard normal distribution, 0–1, within 2e-16, and in the lower tail within about x²·ε of itself:
 * ½ erfc(−x / √2) by the rational Chebyshev approximations of Cody, Math. Comp. 1969 (SPECFUN). NaN for NaN.
 */
export function normalCdf(x: number): number {
  const z = Math.abs(x) * Math.SQRT1_2;
  if (z <= CENTRE_END) return 0.5 + 0.5 * Math.sign(x) * centralErf(z);
  const tail = 0.5 * upperErfc(z);
  return x < 0 ? tail : 1 - tail;
}

function centralErf(z: number): number {
  const square = z * z;
  return (z * polynomial(ERF_OVER, square)) / polynomial(ERF_UNDER, square);
}

/** erfc(z) for z above the centre. */
function upperErfc(z: number): number {
  if (z > TAIL_END) return 0;
  if (z <= MIDDLE_END) return (exponential(z) * polynomial(MIDDLE_OVER, z)) / polynomial(MIDDLE_UNDER, z);
  const inverse = 1 / (z * z);
  const correction = (inverse * polynomial(TAIL_OVER, inverse)) / polynomial(TAIL_UNDER, inverse);
  return (exponential(z) * (1 / Math.sqrt(Math.PI) - correction)) / z;
}

/** e^(−z²) with z split after four bits of its fraction, so that the rounding of z² costs no digits. */
function exponential(z: number): number {
  const head = Math.trunc(z * 16) / 16;
  return Math.exp(-head * head) * Math.exp(-(z - head) * (z + head));
}

/** Highest power first. */
function polynomial(coefficients: Float64Array, x: number): number {
  let value = 0;
  for (let i = 0; i < coefficients.length; i++) value = value * x + valueAt(coefficients, i);
  return value;
}
