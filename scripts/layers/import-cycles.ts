/** Import graph: each file and the files it imports. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** The cycles of a graph, each as its files in import order, beginning with the first in the alphabet; none twice. */
export function findCycles(graph: ImportGraph): string[][] {
  const cycles = new Map<string, string[]>();
  const finished = new Set<string>();
  const trail: string[] = [];
  const visit = (file: string) => {
    const at = trail.indexOf(file);
    if (at >= 0) {
      const cycle = rotate(trail.slice(at));
      cycles.set(cycle.join("\n"), cycle);
    }
    if (at >= 0 || finished.has(file)) return;
    trail.push(file);
    for (const next of graph.get(file) ?? []) visit(next);
    trail.pop();
    finished.add(file);
  };
  for (const file of [...graph.keys()].sort()) visit(file);
  return [...cycles.values()];
}

function rotate(cycle: string[]): string[] {
  const first = cycle.indexOf([...cycle].sort()[0] ?? "");
  return [...cycle.slice(first), ...cycle.slice(0, first)];
}
