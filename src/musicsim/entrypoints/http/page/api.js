// The API, as the page needs it.

const ROOT = "/api/v1";

/** What the server answered instead of what was asked for; `status` 0: nothing at all. */
export class Trouble extends Error {
  constructor(status, detail, field) {
    super(detail);
    this.status = status;
    this.field = field;
  }
}

async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(ROOT + path, options);
  } catch (fault) {
    if (fault.name === "AbortError") throw fault;
    throw new Trouble(0, "");
  }
  if (response.ok) return response.json();
  const problem = await response.json().catch(() => ({}));
  throw new Trouble(response.status, problem.detail || response.statusText, problem.field);
}

function query(values) {
  const pairs = Object.entries(values).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
  return new URLSearchParams(
    pairs.filter(([, value]) => value !== null && value !== undefined && value !== ""),
  ).toString();
}

const id = encodeURIComponent;

export const api = {
  folder: (path, cursor, signal) => ask(`/library/folders?${query({ path, cursor, limit: 100 })}`, { signal }),
  search: (q, cursor, signal) => ask(`/tracks?${query({ q, cursor, limit: 100, sort: "artist" })}`, { signal }),
  track: (track, signal) => ask(`/tracks/${id(track)}`, { signal }),
  similar: (track, options, signal) => ask(`/tracks/${id(track)}/similar?${query(options)}`, { signal }),
  waveform: (track, signal) => ask(`/tracks/${id(track)}/waveform`, { signal }),
  scan: (options) =>
    ask("/library/scans", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(options),
    }),
  stream: (track) => `${ROOT}/tracks/${id(track)}/stream`,
  events: `${ROOT}/events`,
};
