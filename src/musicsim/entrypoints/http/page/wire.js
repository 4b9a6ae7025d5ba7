// One request to the API.

export const ROOT = "/api/v1";

/** What the server answered instead of what was asked for; `status` 0: nothing at all. `kind`: "not-found" and such. */
export class Trouble extends Error {
  constructor(status, { detail, field, type } = {}) {
    super(detail || "");
    this.status = status;
    this.field = field;
    this.kind = (type || "").split("/").at(-1).replaceAll("-", "_");
  }
}

/** What a script of ours can read and one of another site's cannot; "" while nobody is signed in. */
export const csrf = () => /(?:^|; )musicsim_csrf=([^;]+)/.exec(document.cookie)?.[1] ?? "";

/** The answer, or Trouble; a `body` goes as JSON. */
export async function send(path, { body, headers, ...options } = {}) {
  const said = { ...headers };
  if (options.method) said["X-CSRF-Token"] = csrf();
  if (body) said["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(ROOT + path, { ...options, headers: said, body: body && JSON.stringify(body) });
  } catch (fault) {
    if (fault.name === "AbortError") throw fault;
    throw new Trouble(0);
  }
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  throw new Trouble(response.status, { ...problem, detail: problem.detail || response.statusText });
}
