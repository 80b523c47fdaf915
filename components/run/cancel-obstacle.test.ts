import { expect, test } from "vitest";
import { cancelObstacle } from "./cancel-obstacle.ts";

test("[RUN8] a run is cancelled from a page that reaches the server, and the others say why not", () => {
  expect(cancelObstacle("live")).toBeNull();
  expect(cancelObstacle("reconnecting")).toBeNull();
  expect(cancelObstacle("refused")).toContain("sign in again");
  expect(cancelObstacle("offline")).toContain("cannot be reached");
});
