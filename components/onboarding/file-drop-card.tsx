import { ClipboardPaste, Download, FileUp } from "lucide-react";
import { type RefObject, useState } from "react";
import { FilePicker } from "./file-picker.tsx";
import { PasteField } from "./paste-field.tsx";

export const TEMPLATE_URL = "/api/v1/onboarding/csv-template";

/** Where a positions file comes in, and what it has to look like. */
export function FileDropCard({
  hovering,
  heading,
  onPick,
  onPaste,
  onPrepare,
}: {
  hovering: boolean;
  /** Gets the focus where a file was left. */
  heading: RefObject<HTMLHeadingElement | null>;
  onPick: (file: File) => void;
  onPaste: (text: string) => void;
  onPrepare: () => void;
}) {
  const [isPasting, setPasting] = useState(false);
  return (
    <section aria-labelledby="upload" className="grid gap-3">
      <h2 ref={heading} id="upload" tabIndex={-1} className="text-section font-semibold">
        Upload your positions
      </h2>
      <div
        className={`panel grid justify-items-center gap-3 border-dashed border-field-border px-5 py-10 text-center transition-colors ${hovering ? "border-accent bg-default" : ""}`}
      >
        <FileUp aria-hidden size={28} strokeWidth={1.5} className="text-muted" />
        <p className="text-section">{hovering ? "Let go to read the file" : "Drop a CSV file here"}</p>
        <div className="flex flex-wrap justify-center gap-2">
          <FilePicker look="button--primary" onPick={onPick} onOpen={onPrepare}>
            Choose a file
          </FilePicker>
          <button
            type="button"
            aria-expanded={isPasting}
            onClick={() => {
              onPrepare();
              setPasting(!isPasting);
            }}
            className="button button--outline"
          >
            <ClipboardPaste aria-hidden size={16} /> Paste
          </button>
          <a href={TEMPLATE_URL} download className="button button--outline">
            <Download aria-hidden size={16} /> Download template
          </a>
        </div>
        {isPasting && <PasteField onPaste={onPaste} />}
        <p className="text-data text-muted">
          Up to 10,000 positions and 10 MB. Nothing is sent before you have seen it.
        </p>
      </div>
      <FileRules />
    </section>
  );
}

function FileRules() {
  return (
    <dl className="grid gap-x-4 gap-y-1 text-data sm:grid-cols-[auto_1fr]">
      <dt className="font-medium">Brokers' exports</dt>
      <dd className="text-muted">
        positions of Schwab, Fidelity, Vanguard, Interactive Brokers and E*TRADE, as they are
      </dd>
      <dt className="font-medium">Needed columns</dt>
      <dd className="text-muted">Symbol, Quantity, Entry Price Per Share, Entry Date; other names can be assigned</dd>
      <dt className="font-medium">Optional</dt>
      <dd className="text-muted">class and subtype, exit date and price, four columns for options</dd>
      <dt className="font-medium">Taken as written</dt>
      <dd className="text-muted">$1,234.50, (200) for a short of 200, 6/30/2025, semicolons or tabs, totals rows</dd>
      <dt className="font-medium">Something wrong?</dt>
      <dd className="text-muted">it is shown at its cell and can be put right there</dd>
    </dl>
  );
}
