import type { ReactNode } from "react";

const ACCEPTED = ".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain";

export interface PickerProps {
  readonly look: string;
  readonly children: ReactNode;
  /** The dialog opens; a moment to prepare for what is chosen. */
  readonly onOpen?: (() => void) | undefined;
}

/** A button that opens the system's file dialog, for one file or, with `multiple`, for several. */
export function FilesPicker({
  look,
  children,
  multiple = true,
  onPick,
  onOpen,
}: PickerProps & {
  multiple?: boolean;
  /** At least one. */
  onPick: (files: readonly File[]) => void;
}) {
  return (
    <label
      className={`button ${look} has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus`}
    >
      {children}
      <input
        type="file"
        accept={ACCEPTED}
        multiple={multiple}
        className="sr-only"
        onClick={onOpen}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          if (files.length > 0) onPick(files);
          // Else choosing the corrected file of the same name would be no change.
          event.currentTarget.value = "";
        }}
      />
    </label>
  );
}
