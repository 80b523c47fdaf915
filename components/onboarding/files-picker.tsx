"use client";

import { type ReactNode, useEffectEvent, useLayoutEffect, useRef } from "react";

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
  const field = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])];
    if (files.length > 0) onPick(files);
    // Else choosing the corrected file of the same name would be no change.
    input.value = "";
  };
  const takeEarly = useEffectEvent(() => {
    if (field.current) take(field.current);
  });
  // Those chosen before React had taken over the page.
  useLayoutEffect(() => takeEarly(), []);
  return (
    <label
      className={`button ${look} has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus`}
    >
      {children}
      <input
        ref={field}
        type="file"
        accept={ACCEPTED}
        multiple={multiple}
        className="sr-only"
        onClick={onOpen}
        onChange={(event) => take(event.currentTarget)}
      />
    </label>
  );
}
