import { spawnSync } from "node:child_process";

const hasZzuf = spawnSync("zzuf", ["--version"]).status === 0;

/**
 * The bytes with some bits flipped, the same for the same seed: by zzuf where it is installed, else by a generator of
 * our own.
 * @param ratio share of flipped bits
 */
export function mutate(bytes: Uint8Array, seed: number, ratio: number): Buffer {
  if (!hasZzuf) return flipBits(bytes, seed, ratio);
  const run = spawnSync("zzuf", ["-s", String(seed), "-r", String(ratio)], {
    input: bytes,
    maxBuffer: 2 ** 26,
  });
  if (run.status !== 0) throw new Error(`zzuf ${run.status}: ${run.stderr}`);
  return run.stdout;
}

function flipBits(bytes: Uint8Array, seed: number, ratio: number): Buffer {
  const mutated = Buffer.from(bytes);
  const next = mulberry32(seed);
  const flips = Math.max(1, Math.round(bytes.length * 8 * ratio));
  for (let flip = 0; flip < flips; flip += 1) {
    const place = Math.floor(next() * mutated.length);
    mutated.writeUInt8(mutated.readUInt8(place) ^ (1 << Math.floor(next() * 8)), place);
  }
  return mutated;
}

/** A small generator of numbers from 0 to 1 that depends on its seed alone. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
