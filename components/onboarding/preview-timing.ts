const PICKED = "import picked";
const CHANGED = "import changed";

/** The measures of the page's performance timeline under which benches find them. */
export const PREVIEW_MEASURE = "import preview";
export const RECHECK_MEASURE = "import recheck";

/** A file is at hand, from a choice, a drop or a paste. */
export function markPicked(): void {
  performance.clearMarks(PICKED);
  performance.mark(PICKED);
}

/** Something of the file was put right. */
export function markChanged(): void {
  performance.clearMarks(CHANGED);
  performance.mark(CHANGED);
}

/** The lines are painted: measures how long that took since the file was at hand, or since it was changed. */
export function measurePainted(): void {
  requestAnimationFrame(() => {
    since(PICKED, PREVIEW_MEASURE);
    since(CHANGED, RECHECK_MEASURE);
  });
}

function since(mark: string, measure: string): void {
  if (performance.getEntriesByName(mark, "mark").length === 0) return;
  performance.measure(measure, mark);
  performance.clearMarks(mark);
}
