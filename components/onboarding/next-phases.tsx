import { PLAN } from "#lib/run/plan.ts";

/** What an upload sets off, before anyone has seen it happen. */
export function NextPhases() {
  return (
    <section aria-labelledby="next" className="grid gap-2">
      <h2 id="next" className="text-section font-semibold">
        What happens then
      </h2>
      <p className="text-muted">Nine phases run, and you watch them live:</p>
      <ol className="gap-6 text-data sm:max-lg:columns-2">
        {PLAN.map(({ id, name }, index) => (
          <li key={id} className="flex gap-2 pb-1">
            <span aria-hidden className="figures w-3 text-right text-muted">
              {index + 1}
            </span>
            {name}
          </li>
        ))}
      </ol>
    </section>
  );
}
