import { expect, it } from "vitest";
import { createTeardown } from "./teardown.ts";

it("closes what was opened last first, everything once, and tells every failure", async () => {
  const closed: string[] = [];
  const teardown = createTeardown();
  for (const name of ["database", "queue", "server"]) {
    teardown.add(name, async () => {
      closed.push(name);
      if (name !== "queue") throw new Error(`${name} is stuck`);
    });
  }
  const failure: unknown = await Promise.all([teardown.run(), teardown.run()]).catch((error: unknown) => error);
  expect(closed).toEqual(["server", "queue", "database"]);
  expect(failure).toBeInstanceOf(AggregateError);
  const { errors } = failure as AggregateError;
  expect(errors.map((error: Error) => error.message)).toEqual(["server did not close", "database did not close"]);
  expect(errors[0].cause).toEqual(new Error("server is stuck"));
});
