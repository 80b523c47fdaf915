"use client";

import { Check, Copy } from "lucide-react";
import { useId, useRef, useState } from "react";
import { useFormat } from "#components/frame/format-context.tsx";

export interface Invitation {
  readonly url: string;
  /** The only address it is good for; null for any. */
  readonly email: string | null;
  readonly role: "user" | "admin";
  /** UTC ISO. */
  readonly expiresAt: string;
}

/** A fresh link to pass on; it is shown this once. */
export function InvitationLink({ invitation: { url, email, role, expiresAt } }: { invitation: Invitation }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const format = useFormat();
  const copy = async () => {
    field.current?.select();
    // Pages served without TLS have no clipboard; there the selected link is copied by hand.
    if (!window.isSecureContext) return;
    await navigator.clipboard.writeText(url);
    setCopied(true);
  };
  return (
    <div role="status" className="grid gap-2 rounded-lg border border-border bg-background px-4 py-3">
      <label htmlFor={id} className="font-medium">
        Link for {email ?? "one person"}, as {role}
      </label>
      <div className="flex flex-wrap gap-2">
        <input ref={field} id={id} readOnly value={url} className="input min-w-0 flex-1 basis-60 font-mono text-data" />
        <button type="button" onClick={() => void copy()} className="button button--outline">
          {copied ? <Check aria-hidden size={16} /> : <Copy aria-hidden size={16} />}
          {copied ? "Copied" : "Copy"}
        </button>
      </div>
      <p className="text-data text-muted">
        Pass it on now: it is shown only once. It works once, until {format.instant(expiresAt)} UTC.
      </p>
    </div>
  );
}
