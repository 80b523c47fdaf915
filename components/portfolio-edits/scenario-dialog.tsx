"use client";

import { useState } from "react";
import { FieldError } from "#components/form/field.tsx";
import { TextField } from "#components/form/text-field.tsx";
import { DialogForm, entered } from "./dialog-form.tsx";
import type { EditDialogProps } from "./edit-dialog-props.ts";
import type { EditedScenario } from "./edit-target.ts";
import { entryEdit } from "./send-edit.ts";
import { readShocks, SHOCK_FIELDS, shockText } from "./shock-fields.ts";
import { useEdit } from "./use-edit.ts";

const SHOWN = new Set<string>(["name", "shocks", ...SHOCK_FIELDS.map(({ name }) => name)]);

/** A stress scenario of one's own: entered, or changed. */
export function ScenarioDialog({
  scenario,
  portfolioId,
  ...dialog
}: EditDialogProps & { scenario: EditedScenario | null }) {
  const edit = useEdit(portfolioId, SHOWN, () => dialog.onOpenChange(false));
  const [wrong, setWrong] = useState<{ readonly names: readonly string[]; readonly attempt: number }>({
    ...{ names: [], attempt: 0 },
  });
  const submit = (form: FormData) => {
    const { shocks, wrong: names } = readShocks((name) => entered(form, name));
    setWrong(({ attempt }) => ({ names, attempt: attempt + 1 }));
    if (names.length > 0) return;
    const body = { name: entered(form, "name"), shocks };
    void edit.submit(entryEdit("/scenarios", scenario, body));
  };
  const errorOf = (name: string) => (wrong.names.includes(name) ? "This is not a number" : edit.errors[name]);
  return (
    <DialogForm
      {...dialog}
      edit={{ ...edit, attempt: edit.attempt + wrong.attempt }}
      title={scenario ? "Change scenario" : "Add scenario"}
      about="What happens to the market all at once. Leave empty what the scenario says nothing of; the other factors then move as they usually move along."
      verb={scenario ? "Save" : "Add scenario"}
      onSubmit={submit}
    >
      <TextField
        label="Name"
        name="name"
        autoComplete="off"
        maxLength={100}
        defaultValue={scenario?.name ?? ""}
        error={edit.errors.name}
      />
      <fieldset className="grid gap-3">
        <legend className="mb-2 text-body font-medium">Shocks</legend>
        <div className="grid grid-cols-2 items-start gap-3">
          {SHOCK_FIELDS.map(({ name, label, fund }) => (
            <TextField
              key={name}
              label={label}
              name={name}
              autoComplete="off"
              defaultValue={shockText(name, scenario?.shocks[name])}
              hint={fund}
              error={errorOf(name)}
            />
          ))}
        </div>
        {edit.errors.shocks && (
          <div data-problem-summary tabIndex={-1} className="outline-none">
            <FieldError id="scenario-shocks-error">{`${edit.errors.shocks}. Enter at least one that is not zero.`}</FieldError>
          </div>
        )}
      </fieldset>
    </DialogForm>
  );
}
