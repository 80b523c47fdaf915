"use client";

import { type SubmitEvent, useState } from "react";
import * as z from "zod/mini";
import { FormAlert } from "#components/form/form-alert.tsx";
import { SelectField } from "#components/form/select-field.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { type ApiProblem, apiPost } from "#lib/api-request.ts";
import { type Invitation, InvitationLink } from "./invitation-link.tsx";

const ROLES = [
  { value: "user", text: "User: sees their own portfolios" },
  { value: "admin", text: "Admin: sees every run, invites others" },
];

const invitation = z.object({
  url: z.string(),
  email: z.nullable(z.string()),
  role: z.enum(["user", "admin"]),
  expiresAt: z.string(),
});

/** Makes a link by which one person makes an account. */
export function InviteForm() {
  const [made, setMade] = useState<Invitation | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const entered = new FormData(event.currentTarget);
    const email = String(entered.get("email")).trim();
    setBusy(true);
    const answer = await apiPost("/api/v1/admin/invitations", { email: email || null, role: entered.get("role") });
    setBusy(false);
    setProblem("problem" in answer ? answer.problem : null);
    if (!("problem" in answer)) setMade(invitation.parse(answer.body));
  };
  const isEmailWrong = problem?.errors.some(({ field }) => field === "email") ?? false;
  return (
    <section aria-labelledby="invite" className="panel grid gap-4 px-5 py-5">
      <h2 id="invite" className="text-section font-semibold">
        Invite someone
      </h2>
      <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        {problem && !isEmailWrong && (
          <FormAlert>
            {problem.detail}. {problem.fix}
          </FormAlert>
        )}
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="off"
          hint="The link is then good for this address only. Leave it empty to let them choose."
          error={isEmailWrong ? "This is not an e-mail address. Write it like name@example.com." : undefined}
        />
        <SelectField label="Role" name="role" options={ROLES} />
        <button type="submit" aria-disabled={busy} className="button button--primary justify-self-start">
          {busy ? "One moment…" : "Create a link"}
        </button>
      </form>
      {made && <InvitationLink key={made.url} invitation={made} />}
    </section>
  );
}
