import { sparklinePath } from "./sparkline-path.ts";

const WIDTH = 112;
const HEIGHT = 28;

/** The shape of a series, without axes; what it comes to is said beside it in numbers. */
export function Sparkline({ values }: { values: readonly number[] }) {
  const path = sparklinePath(values, WIDTH, HEIGHT);
  if (!path) return null;
  const rose = Number(values.at(-1)) >= Number(values[0]);
  return (
    <svg
      aria-hidden="true"
      width={WIDTH}
      height={HEIGHT + 4}
      viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
      className={rose ? "text-gain" : "text-loss"}
    >
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
}
