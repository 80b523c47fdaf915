import type { FieldValues, ImportForm } from "./use-import.ts";

/** What ties a control to the form's state. */
export function fieldOf({ values, problems, change }: ImportForm, name: keyof FieldValues) {
  return {
    ...{ name, value: values[name], error: problems[name] },
    onChange: (event: { currentTarget: { value: string } }) => change(name, event.currentTarget.value),
  };
}
