const CELLS = [0, 1, 2].flatMap((y) => [0, 1, 2].map((x) => ({ x, y, filled: x + y < 4 })));

/** Nine cells, one per phase. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 20 20" className="text-accent">
      {CELLS.map(({ x, y, filled }) => (
        <rect
          key={`${x}${y}`}
          x={1 + x * 6.5}
          y={1 + y * 6.5}
          width="5"
          height="5"
          rx="1.25"
          fill="currentColor"
          opacity={filled ? 1 : 0.35}
        />
      ))}
    </svg>
  );
}
