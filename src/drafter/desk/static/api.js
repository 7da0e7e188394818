// The way to the server: questions, edits, jobs, and what it tells by itself.

import { emit, state } from "/static/state.js";

/** The server was not reached; what was to be sent is still here. */
export class Away extends Error {}

/** The server refused, and says why. */
export class Refused extends Error {
  constructor(problem, status, problems = []) {
    super(problem.message || String(status));
    this.problem = problem;
    this.problems = problems;
    this.status = status;
  }
}

export const tab = makeTab();
const WAIT_MS = 30000;
const waiting = new Map();
const early = new Map();

function makeTab() {
  const numbers = crypto.getRandomValues(new Uint32Array(2));
  return Array.from(numbers, (number) => number.toString(36)).join("");
}

export function address(name, parameters = {}) {
  const query = new URLSearchParams({ ...(state.year ? { year: state.year } : {}), ...parameters });
  return `/api/${name}?${query}`;
}

async function ask(url, options) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), options.wait || WAIT_MS);
  try {
    const response = await fetch(url, {
      credentials: "same-origin",
      cache: "no-store",
      signal: stop.signal,
      ...options,
    });
    const answer = await readAnswer(response);
    if (answer.ok === false || !response.ok) {
      throw new Refused(answer.problem || {}, response.status, answer.problems);
    }
    return answer;
  } catch (error) {
    if (error instanceof Refused && error.status < 500) throw error;
    throw new Away(String(error));
  } finally {
    clearTimeout(timer);
  }
}

async function readAnswer(response) {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refused({ message: text.slice(0, 200) }, response.status);
  }
}

export function get(name, parameters) {
  return ask(address(name, parameters), {});
}

export function post(name, body) {
  const text = JSON.stringify(body);
  return ask(address(name, { tab }), {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: text,
    // Small ones arrive even where the tab is closed at once; browsers take 64 KB at most so.
    keepalive: text.length < 20000,
  });
}

/** Sends files (a FormData) to a job. */
export function upload(name, form) {
  return ask(address(name, { tab }), { method: "POST", body: form, wait: 600000 });
}

/** Runs a job, /api/do/NAME; the result comes at once or when the server says it is done. */
export async function runJob(name, body = {}, onProgress = null) {
  const send = body instanceof FormData ? upload : post;
  const answer = await send(`do/${name}`, body);
  if (!answer.job) return answer;
  return new Promise((resolve, reject) => {
    waiting.set(answer.job, { resolve, reject, onProgress });
    // It may have been done before its own POST was answered.
    if (early.has(answer.job)) settleJob(early.get(answer.job));
  });
}

function settleJob(message) {
  const job = waiting.get(message.job);
  if (!job) {
    early.set(message.job, message);
    return;
  }
  waiting.delete(message.job);
  early.delete(message.job);
  if (message.problem) job.reject(new Refused(message.problem, 400, message.problems));
  else job.resolve(message.result || {});
}

/** Asks for jobs that may have ended while the way was broken. */
async function askJobs() {
  for (const job of waiting.keys()) {
    const answer = await get("job", { job });
    if (!answer.running) settleJob({ ...answer, job });
  }
}

/** Listens to the server; the browser itself tries again when the way is broken. */
export function openEvents() {
  const source = new EventSource(address("events", { tab }));
  const listen = (name, listener) =>
    source.addEventListener(name, (event) => listener(JSON.parse(event.data)));
  source.addEventListener("open", () => {
    emit("reached");
    askJobs().catch(() => {});
  });
  source.addEventListener("error", () => {
    emit("lost");
    // A browser gives up for good where the answer is no stream (the server came back and refuses).
    if (source.readyState === EventSource.CLOSED) setTimeout(openEvents, 1500);
  });
  for (const name of ["page", "data", "problems", "bye"]) {
    listen(name, (message) => emit(`server:${name}`, message));
  }
  listen("progress", (message) => {
    const job = waiting.get(message.job);
    if (job && job.onProgress) job.onProgress(message);
    emit("server:progress", message);
  });
  listen("done", settleJob);
}

/** Tells the server that this tab is closed: it ends with its last one. */
export function sayFarewell() {
  navigator.sendBeacon(address("bye", { tab }));
}
