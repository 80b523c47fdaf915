import { describe, expect, it } from "vitest";
import { nameFromFile, pickFile } from "./picked-file.ts";

describe("a chosen file", () => {
  it("is read whole", async () => {
    const picked = await pickFile(new File(["Symbol"], "p.csv"));
    expect(picked).toEqual({ name: "p.csv", bytes: new TextEncoder().encode("Symbol") });
  });

  it("is refused by its size before it is read", async () => {
    const file = new File([new Uint8Array(10 * 1024 * 1024 + 1)], "big.csv");
    file.arrayBuffer = () => Promise.reject(new Error("read all the same"));
    expect(await pickFile(file)).toEqual({ refused: expect.stringContaining("big.csv is larger than 10 MB") });
  });

  it("is refused in words when it cannot be read, a folder for one", async () => {
    const folder = new File([], "folder");
    folder.arrayBuffer = () => Promise.reject(new DOMException("not a file", "NotFoundError"));
    expect(await pickFile(folder)).toEqual({ refused: expect.stringContaining("not a folder") });
  });

  it.each([
    ["my_growth-2025.csv", "My growth 2025"],
    ["REAL.US.csv", "REAL.US"],
    ["  a  b .txt", "A b"],
    ["2025", "2025"],
    [".csv", ""],
  ])("%s suggests the name %s", (file, name) => {
    expect(nameFromFile(file)).toBe(name);
  });
});
