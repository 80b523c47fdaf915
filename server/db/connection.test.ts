import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ConnectionOptions, connectionEnvironment, connectionFromEnvironment } from "./connection.ts";

const read = (url: string) => connectionFromEnvironment({ DATABASE_URL: url });

describe("connectionFromEnvironment", () => {
  test("without DATABASE_URL there is no database named", () => {
    expect(connectionFromEnvironment({})).toBeUndefined();
    expect(read("  ")).toBeUndefined();
  });

  test("reads host, port, user, password and database, decoding each", () => {
    expect(read("postgres://ann:p%40ss@db.example:6432/my%2Fbooks")).toEqual({
      host: "db.example",
      port: 6432,
      user: "ann",
      password: "p@ss",
      database: "my/books",
    });
  });

  test("fills in what the URL leaves out", () => {
    expect(read("postgresql://ann@localhost")).toEqual({ host: "localhost", port: 5432, user: "ann", database: "ann" });
    expect(read("postgres://[::1]/x")).toMatchObject({ host: "::1", user: "postgres" });
  });

  test("takes the folder of a unix socket as libpq writes it", () => {
    expect(read("postgres:///books?host=/run/pg")).toMatchObject({ host: "/run/pg", database: "books" });
    expect(read("postgres://%2Frun%2Fpg/books")).toMatchObject({ host: "/run/pg" });
  });

  test.each([
    ["disable", undefined],
    ["prefer", undefined],
    ["require", { rejectUnauthorized: false }],
    ["verify-full", { rejectUnauthorized: true }],
  ])("sslmode %s", (mode, ssl) => {
    expect(read(`postgres://h/d?sslmode=${mode}`)?.ssl).toEqual(ssl);
  });

  test.each(["nonsense", "mysql://h/d", "postgres://h/%zz", "postgres://h/d?sslmode=maybe"])("refuses %s", (url) => {
    expect(() => read(url)).toThrow(expect.objectContaining({ code: "ERR_DATABASE_URL" }));
  });

  test("never quotes a password in its message", () => {
    expect(() => read("mysql://ann:secret@h/d")).toThrow(/^(?!.*secret)/);
  });
});

test("a child process reads back the connection its parent had", () => {
  const word = fc.string({ minLength: 1, unit: "grapheme" });
  const options: fc.Arbitrary<ConnectionOptions> = fc.record(
    {
      host: fc.oneof(word, fc.constant("/tmp/a folder/x")),
      port: fc.integer({ min: 1, max: 65535 }),
      user: word,
      database: word,
      password: word,
      ssl: fc.record({ rejectUnauthorized: fc.boolean() }),
    },
    { requiredKeys: ["host", "port", "user", "database"] },
  );
  fc.assert(
    fc.property(options, (given) => {
      expect(connectionFromEnvironment(connectionEnvironment(given))).toEqual(given);
    }),
  );
});
