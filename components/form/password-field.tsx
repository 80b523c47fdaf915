"use client";

import { type ComponentProps, useState } from "react";
import type { FieldTexts } from "./field.tsx";
import { TextField } from "./text-field.tsx";

/** A password that can be shown while it is typed. */
export function PasswordField(props: FieldTexts & ComponentProps<"input">) {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...props}
      type={shown ? "text" : "password"}
      autoCapitalize="none"
      spellCheck={false}
      inside={
        <button
          type="button"
          aria-pressed={shown}
          aria-label="Show password"
          onClick={() => setShown(!shown)}
          className="min-h-8 rounded-md px-2.5 text-data text-muted hover:text-foreground"
        >
          {shown ? "Hide" : "Show"}
        </button>
      }
    />
  );
}
