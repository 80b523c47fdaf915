/** Frames stop in a hidden page, also those asked for before; a timer keeps the title and the favicon going. */
const WITHOUT_FRAMES_MS = 250;

let waiting: (() => void)[] = [];

/**
 * Does `work` with the next animation frame, or soon where there are none. All that waits for a frame is done in one
 * go: what it changes is rendered once.
 */
export function nextFrame(work: () => void): void {
  waiting.push(work);
  if (waiting.length > 1) return;
  const frame = requestAnimationFrame(doAll);
  let timer = setTimeout(look, WITHOUT_FRAMES_MS);
  function look(): void {
    if (document.hidden) doAll();
    // Frames come slowly, and will.
    else timer = setTimeout(look, WITHOUT_FRAMES_MS);
  }
  function doAll(): void {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    const due = waiting;
    waiting = [];
    for (const each of due) each();
  }
}
