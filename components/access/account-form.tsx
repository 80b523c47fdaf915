"use client";

import { type SubmitEvent, useState } from "react";
import { FormAlert } from "#components/form/form-alert.tsx";
import { PasswordField } from "#components/form/password-field.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { useProblemFocus } from "#components/form/use-problem-focus.ts";
import { apiPost } from "#lib/api-request.ts";
import { type AccountProblems, accountProblems, missingFromAccount } from "./account-problems.ts";

/** Makes the account a one-time link stands for, signs in and leads to the first portfolio. */
export function AccountForm({ token, email, submitText }: { token: string; email: string | null; submitText: string }) {
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<AccountProblems | null>(null);
  const form = useProblemFocus<HTMLFormElement>(problems);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const entered = new FormData(event.currentTarget);
    const text = (field: string) => String(entered.get(field) ?? "");
    const account = { name: text("name"), email: text("email"), password: text("password") };
    const missing = missingFromAccount(account);
    if (Object.keys(missing).length > 0) return setProblems(missing);
    setBusy(true);
    const answer = await apiPost("/api/v1/access-links/redeem", { token, ...account });
    if (!("problem" in answer)) return window.location.assign("/onboarding");
    setBusy(false);
    setProblems(accountProblems(answer.problem));
  };
  return (
    <form ref={form} noValidate method="post" onSubmit={(event) => void submit(event)} className="grid gap-4">
      {problems?.form && <FormAlert>{problems.form}</FormAlert>}
      <TextField label="Your name" name="name" autoComplete="name" maxLength={100} required error={problems?.name} />
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        required
        defaultValue={email ?? ""}
        readOnly={email !== null}
        hint={email === null ? "You sign in with it." : "The invitation is for this address."}
        error={problems?.email}
      />
      <PasswordField
        label="Password"
        name="password"
        autoComplete="new-password"
        required
        hint="8 characters or more; a few words are easiest to remember."
        error={problems?.password}
      />
      <button type="submit" aria-disabled={busy} className="button button--primary mt-1 w-full">
        {busy ? "One moment…" : submitText}
      </button>
    </form>
  );
}
