/** The part of autocannon that the benchmarks use; it brings no types of its own. */
declare module "autocannon" {
  export type Request = {
    method: "POST";
    path: string;
    headers: Record<string, string>;
    body: string;
    onResponse(status: number, body: string, context: unknown, headers: Record<string, string>): void;
  };
  type Client = { setRequests(requests: Request[]): void };
  type Options = {
    url: string;
    connections: number;
    duration: number;
    requests: Request[];
    setupClient(client: Client): void;
  };
  type Run = Promise<{ errors: number; timeouts: number; duration: number }> & {
    on(event: "response", seen: (client: Client, status: number, bytes: number, ms: number) => void): void;
  };
  export default function autocannon(options: Options): Run;
}
