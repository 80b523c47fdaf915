import { createHash } from "node:crypto";

/** A stream of uniform numbers in [0, 1); each call draws the next. */
export type RandomStream = () => number;

const TWO_32 = 2 ** 32;

function seedWords(key: string): [number, number, number] {
  const digest = createHash("sha256").update(key).digest();
  return [digest.readUInt32LE(0), digest.readUInt32LE(4), digest.readUInt32LE(8)];
}

/** The stream belonging to `key`: the same key gives the same numbers everywhere (sfc32, Doty-Humphrey). */
export function seededRandom(key: string): RandomStream {
  let [a, b, c] = seedWords(key);
  let counter = 1;
  const next = () => {
    const sum = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / TWO_32;
  };
  for (let warm = 0; warm < 12; warm++) next();
  return next;
}

/** A number in [0, 1) that depends on `key` alone, for traits drawn once. */
export function hashedUniform(key: string): number {
  return createHash("sha256").update(key).digest().readUInt32LE(0) / TWO_32;
}

/** A number in [0, 1) for the n-th draw of a key without drawing those before it (murmur3's finaliser). */
export function indexedUniform(seed: number, index: number): number {
  let mixed = (seed ^ Math.imul(index + 1, 0x9e3779b1)) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / TWO_32;
}
