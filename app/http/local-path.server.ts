/** Whether a redirect target that came with the request is a plain path of this site: nothing a browser reads as a host. */
export function isLocalPath(path: string): boolean {
  return path.startsWith("/") && !/[\\\s]|\/\//.test(path);
}
