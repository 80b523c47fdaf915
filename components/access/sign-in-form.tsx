"use client";

import { type SubmitEvent, useState } from "react";
import { FormAlert } from "#components/form/form-alert.tsx";
import { PasswordField } from "#components/form/password-field.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { signIn } from "./sign-in.ts";

/** E-mail and password; leads on to `next`, a path of this site. */
export function SignInForm({ next }: { next: string }) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const entered = new FormData(event.currentTarget);
    setBusy(true);
    setRefusal(null);
    const why = await signIn(String(entered.get("email")).trim(), String(entered.get("password")));
    // A full load, so that nothing read without a session stays.
    if (why === null) return window.location.assign(next);
    setBusy(false);
    setRefusal(why);
  };
  return (
    // Posted, should it be sent before the page is ready: a password never goes into an address.
    <form method="post" onSubmit={(event) => void submit(event)} className="grid gap-4">
      {refusal && <FormAlert>{refusal}</FormAlert>}
      <TextField label="E-mail" name="email" type="email" autoComplete="username" required autoFocus />
      <PasswordField label="Password" name="password" autoComplete="current-password" required />
      <button type="submit" aria-disabled={busy} className="button button--primary mt-1 w-full">
        {busy ? "Signing in…" : "Sign in"}
      </button>
    </form>
  );
}
