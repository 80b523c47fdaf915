import type { Page } from "@playwright/test";
import { required } from "#lib/assert.ts";

/** What the thread that a page lives on did while it was traced. Times in ms. */
export interface MainThread {
  /** By the clock. */
  readonly ms: number;
  /** Of the processor, so without the time in which others had it: scripts with their garbage; style and layout; paint. */
  readonly scriptingMs: number;
  readonly layoutMs: number;
  readonly paintingMs: number;
  /** All of the thread, with what is none of the three. */
  readonly busyMs: number;
  /** Of single tasks the longest, by the clock and of the processor. */
  readonly longestMs: number;
  readonly longestBusyMs: number;
  /** Tasks longer than 50 ms, by the clock and of the processor. */
  readonly longTasks: number;
  readonly longBusyTasks: number;
  /** Frames painted, and the moments noted in each by `NOTE`. */
  readonly notesOfFrames: readonly number[];
}

/** The name of the user timing mark that is counted in each frame. */
export const NOTE = "bench-note";
const BEGIN = "bench-begin";
const END = "bench-end";
const LONG_MS = 50;

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds; the last two of the clock and of the processor. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
}

type Span = TraceEvent & Required<Pick<TraceEvent, "dur" | "tdur">>;

const CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline", "blink.user_timing", "v8"];
const LAYOUT = /^(UpdateLayoutTree|Layout|HitTest|ParseAuthorStyleSheet|IntersectionObserver.*)$/;
const PAINTING = /^(PrePaint|Paint|Layerize|UpdateLayer|Commit)$/;
const SCRIPTING =
  /^(EvaluateScript|FunctionCall|EventDispatch|TimerFire|FireAnimationFrame|RunMicrotasks|MinorGC|MajorGC|v8\..*|V8\..*)$/;

/** Traces the browser while `during` lasts. The thread is the page's at the end: a navigation may give it another. */
export async function traced(page: Page, during: () => Promise<unknown>): Promise<MainThread> {
  const tools = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  tools.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const traceConfig = { includedCategories: CATEGORIES, excludedCategories: ["*"] };
  await tools.send("Tracing.start", { transferMode: "ReportEvents", traceConfig });
  await page.evaluate((name) => void performance.mark(name), BEGIN);
  await during();
  await page.evaluate((name) => void performance.mark(name), END);
  const complete = new Promise((resolve) => void tools.once("Tracing.tracingComplete", resolve));
  await tools.send("Tracing.end");
  await complete;
  await tools.detach();
  return mainThread(events);
}

function mainThread(all: readonly TraceEvent[]): MainThread {
  const begin = required(
    all.find(({ name }) => name === BEGIN),
    "the beginning in the trace",
  );
  const end = required(
    all.findLast(({ name }) => name === END),
    "the end in the trace",
  );
  const isWithin = ({ pid, tid, ts }: TraceEvent) =>
    pid === end.pid && tid === end.tid && ts >= begin.ts && ts <= end.ts;
  const own = all.filter(isWithin).toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const spans = own.filter((event): event is Span => event.ph === "X" && event.tdur !== undefined);
  const tasks = spans.filter(({ name }) => name === "RunTask");
  const clock = tasks.map(({ dur }) => dur / 1000);
  const busy = tasks.map(({ tdur }) => tdur / 1000);
  const kinds = timeByKind(spans);
  return {
    ...kinds,
    ms: (end.ts - begin.ts) / 1000,
    busyMs: busy.reduce((sum, ms) => sum + ms, 0),
    longestMs: Math.max(0, ...clock),
    longestBusyMs: Math.max(0, ...busy),
    longTasks: clock.filter((ms) => ms > LONG_MS).length,
    longBusyTasks: busy.filter((ms) => ms > LONG_MS).length,
    notesOfFrames: notesOfFrames(own),
  };
}

/** Each span's own time, without that of the spans inside it, by what it is spent on. */
function timeByKind(spans: readonly Span[]): Pick<MainThread, "scriptingMs" | "layoutMs" | "paintingMs"> {
  const times = { scriptingMs: 0, layoutMs: 0, paintingMs: 0 };
  const around: Span[] = [];
  const add = ({ name }: Span, us: number) => {
    const kind = kindOf(name);
    if (kind) times[kind] += us / 1000;
  };
  for (const span of spans) {
    let outer = around.at(-1);
    while (outer && outer.ts + outer.dur <= span.ts) {
      around.pop();
      outer = around.at(-1);
    }
    if (outer) add(outer, -span.tdur);
    add(span, span.tdur);
    around.push(span);
  }
  return times;
}

function kindOf(name: string): "scriptingMs" | "layoutMs" | "paintingMs" | null {
  if (LAYOUT.test(name)) return "layoutMs";
  if (PAINTING.test(name)) return "paintingMs";
  return SCRIPTING.test(name) ? "scriptingMs" : null;
}

/** A frame ends where it is handed to the compositor; what was noted since the one before is in it. */
function notesOfFrames(own: readonly TraceEvent[]): number[] {
  const frames: number[] = [];
  let notes = 0;
  for (const { name, ph } of own) {
    if (name === NOTE) notes += 1;
    if (name !== "Commit" || ph !== "X") continue;
    frames.push(notes);
    notes = 0;
  }
  return frames;
}
