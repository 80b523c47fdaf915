import type { ReactNode } from "react";

const ACCEPTED = ".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain";

/** A button that opens the system's file dialog. */
export function FilePicker({
  look,
  children,
  onPick,
  onOpen,
}: {
  look: string;
  children: ReactNode;
  onPick: (file: File) => void;
  /** The dialog opens; a moment to prepare for what is chosen. */
  onOpen?: () => void;
}) {
  return (
    <label
      className={`button ${look} has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus`}
    >
      {children}
      <input
        type="file"
        accept={ACCEPTED}
        className="sr-only"
        onClick={onOpen}
        onChange={(event) => {
          const { files } = event.currentTarget;
          if (files?.[0]) onPick(files[0]);
          // Else choosing the corrected file of the same name would be no change.
          event.currentTarget.value = "";
        }}
      />
    </label>
  );
}
