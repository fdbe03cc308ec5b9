import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, type Socket } from "node:net";
import compression from "compression";
import express, { type Response as ExpressResponse } from "express";
import { afterEach, describe, expect, test } from "vitest";
import { sendAnswer } from "#app/http/remix-handler.server.ts";

const chunk = Buffer.alloc(64 * 1024, 7);
const chunks = 2_000;

/** 125 MB, made only when somebody asks for them. */
function manyChunks() {
  const state = { made: 0, ended: false };
  async function* make() {
    try {
      for (; state.made < chunks; state.made++) yield chunk;
    } finally {
      state.ended = true;
    }
  }
  const iterator = make();
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: async () => void (await iterator.return()),
    },
    { highWaterMark: 0 },
  );
  return { state, body };
}

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A server behind the compression of the application, and a client that has asked and reads nothing. */
async function ask(answer: Response, type: string): Promise<{ client: Socket; response: ExpressResponse }> {
  answer.headers.set("Content-Type", type);
  const app = express().use(compression());
  const arrived = new Promise<ExpressResponse>((resolve) => {
    app.get("/", (_request, response, next) => {
      resolve(response);
      sendAnswer(response, answer).catch(next);
    });
  });
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = connect((server.address() as AddressInfo).port, "127.0.0.1");
  closers.push(() => {
    client.destroy();
    server.close();
  });
  client.pause();
  client.write("GET / HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n");
  return { client, response: await arrived };
}

/** Waits until nothing is made any more: all of it, or as much as the reader has room for. */
async function rest(state: { made: number }): Promise<void> {
  for (let before = -1; before !== state.made; ) {
    before = state.made;
    for (let turn = 0; turn < 200; turn++) await new Promise(setImmediate);
  }
}

describe("an answer to a client that does not read", () => {
  test("waits with its body instead of keeping it in memory", async () => {
    const { state, body } = manyChunks();
    const { response } = await ask(new Response(body), "application/zip");
    await rest(state);
    expect(state.made).toBeLessThan(chunks / 4);
    expect(response.writableLength + (response.socket?.writableLength ?? 0)).toBeLessThan(2_000_000);
  });

  test("ends what makes the body once the client goes away", async () => {
    const { state, body } = manyChunks();
    const { client, response } = await ask(new Response(body), "application/zip");
    await rest(state);
    client.destroy();
    await once(response, "close");
    await rest(state);
    expect(state).toMatchObject({ ended: true });
    expect(state.made).toBeLessThan(chunks / 4);
  });
});

test.each(["application/zip", "text/html"])("a client that reads gets all of %s", async (type) => {
  const { state, body } = manyChunks();
  const { client } = await ask(new Response(body), type);
  let bytes = 0;
  client.on("data", (data) => {
    bytes += data.length;
  });
  client.resume();
  await once(client, "close");
  expect(state).toEqual({ made: chunks, ended: true });
  if (type === "application/zip") expect(bytes).toBeGreaterThan(chunks * chunk.length);
});

test("a body that fails breaks the connection off, and the failure is told", async () => {
  const app = express();
  const failing = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        if (controller.desiredSize === 0) controller.enqueue(chunk);
        controller.error(new Error("the database went away"));
      },
    },
    { highWaterMark: 0 },
  );
  const told = new Promise<Error>((resolve) => {
    app.get("/", (_request, response) => void sendAnswer(response, new Response(failing)).catch(resolve));
  });
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(() => server.close());
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await expect(fetch(address).then((answer) => answer.arrayBuffer())).rejects.toThrow();
  expect((await told).message).toBe("the database went away");
});
