import { Transform } from "node:stream";

/**
 * A stream that leaves zero bytes out. React 18 hands on its whole 2 kB buffer when the next letter needs more bytes
 * than are left in it, so that one or two zeros land inside a Vietnamese word ("ng\0\0ười"). HTML has none of its own.
 */
export function dropNullBytes(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
    },
  });
}
