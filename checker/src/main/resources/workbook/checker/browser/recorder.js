// Runs in a page under test before its own code, and writes down what the page does. It changes nothing that the page
// can see, but for dialogs, which nobody would answer.
(() => {
  const entries = [];
  const sources = [];
  const MOST = 2000;
  const LONGEST = 300;

  const now = () => performance.timeOrigin + performance.now();
  // What was cut in the middle of a surrogate pair would reach the checker as half a character.
  const whole = (text) => text.replace(/[\ud800-\udbff]$/, "");
  const clip = (text) => (text.length > LONGEST ? `${whole(text.slice(0, LONGEST))}…` : text);
  const note = (kind, text, where = "") => {
    if (entries.length < MOST) {
      entries.push({ at: now(), kind, text: clip(text), where });
    }
  };

  const shown = (value) => {
    if (typeof value === "string") {
      return value;
    }
    if (value instanceof Error) {
      return `${value.name}: ${value.message}`;
    }
    if (value instanceof MessageEvent) {
      return `MessageEvent ${JSON.stringify(value.data)}`;
    }
    try {
      return JSON.stringify(value) ?? String(value);
    } catch {
      return String(value);
    }
  };

  /** File, line and column of the first frame of a stack that is not this script. */
  const place = (stack) => {
    const frame = /(\/[\w./-]+\.m?js)(?:\?[^:]*)?:(\d+):(\d+)/.exec(stack ?? "");
    return frame ? `${frame[1].slice(1)}:${frame[2]}:${frame[3]}` : "";
  };

  for (const level of ["log", "info", "debug", "warn", "error"]) {
    const original = console[level].bind(console);
    console[level] = (...values) => {
      note(`console.${level}`, values.map(shown).join(" "), place(new Error().stack));
      original(...values);
    };
  }

  addEventListener("error", (event) => {
    if (event instanceof ErrorEvent) {
      const file = event.filename.replace(/^https?:\/\/[^/]*\//, "").replace(/\?.*/, "");
      note("error", event.message, file ? `${file}:${event.lineno}:${event.colno}` : "");
    } else if (event.target instanceof HTMLScriptElement) {
      note("error", `${event.target.getAttribute("src")} or a file that it imports cannot be loaded`);
    }
  }, true);
  addEventListener("unhandledrejection", (event) => {
    note("error", `unhandled rejection: ${shown(event.reason)}`, place(event.reason?.stack));
  });
  addEventListener("securitypolicyviolation", (event) => {
    note("blocked", `${event.effectiveDirective} ${event.blockedURI} ${event.sample}`.trim());
  });

  for (const name of ["alert", "confirm", "prompt"]) {
    window[name] = (text = "") => {
      note("dialog", `${name}: ${text}`, place(new Error().stack));
      return name === "confirm" ? false : name === "prompt" ? null : undefined;
    };
  }

  const Original = window.EventSource;
  class EventSource extends Original {
    constructor(url, options) {
      super(url, options);
      sources.push(this);
      const name = sources.length === 1 ? "EventSource" : `EventSource ${sources.length}`;
      Object.defineProperty(this, "recorded", { value: name });
      note("source", `${name}: new EventSource(${JSON.stringify(String(url))})`, place(new Error().stack));
      super.addEventListener("open", () => note("event", `${name}: open`));
      super.addEventListener("error", () => note("event", `${name}: error, readyState ${this.readyState}`));
    }
    addEventListener(type, ...rest) {
      note("listener", `${this.recorded}: addEventListener(${JSON.stringify(type)})`, place(new Error().stack));
      super.addEventListener(type, ...rest);
    }
    close() {
      note("source", `${this.recorded}: close()`, place(new Error().stack));
      super.close();
    }
  }
  for (const name of ["onopen", "onmessage", "onerror"]) {
    const { get, set } = Object.getOwnPropertyDescriptor(Original.prototype, name);
    Object.defineProperty(EventSource.prototype, name, {
      configurable: true,
      enumerable: true,
      get,
      set(listener) {
        note("listener", `${this.recorded}: ${name}`, place(new Error().stack));
        set.call(this, listener);
      },
    });
  }
  window.EventSource = EventSource;

  const path = (element) => {
    for (let at = element; at instanceof Element; at = at.parentElement) {
      const hook = [...at.attributes].find((attribute) => attribute.name.startsWith("data-"));
      if (hook) {
        return `[${hook.name}]`;
      }
    }
    return element.nodeName.toLowerCase();
  };
  const seen = new MutationObserver((changes) => {
    for (const change of changes) {
      const at = change.target instanceof Element ? change.target : change.target.parentElement;
      if (!at || !document.body?.contains(at)) {
        continue;
      }
      if (change.type === "characterData") {
        note("change", `${path(at)} is ${JSON.stringify(at.textContent)}`);
        continue;
      }
      const texts = (nodes) => [...nodes].map((node) => node.textContent.trim()).filter((text) => text !== "");
      const added = texts(change.addedNodes);
      if (added.length > 0 && !change.addedNodes[0].parentElement?.closest("script, style")) {
        note("change", `${path(at)} gets ${added.map((text) => JSON.stringify(text)).join(", ")}`);
      } else if (texts(change.removedNodes).length > 0) {
        note("change", `${path(at)} loses ${change.removedNodes.length} item(s)`);
      }
    }
  });
  addEventListener("DOMContentLoaded", () => {
    seen.observe(document.body, { childList: true, characterData: true, subtree: true });
  });

  // A check can let the time of the page's timers pass, instead of waiting for it.
  const real = { setTimeout, clearTimeout, setInterval, clearInterval };
  const timers = new Map();
  const MOST_CALLS = 200;
  let ahead = 0;
  const clock = () => performance.now() + ahead;

  const timer = (start, again) => (action, delay = 0, ...values) => {
    if (typeof action !== "function") {
      return start(action, delay, ...values);
    }
    const wait = Math.max(0, Number(delay) || 0);
    const call = () => {
      if (again) {
        timers.get(id).due = clock() + wait;
      } else {
        timers.delete(id);
      }
      action(...values);
    };
    const id = start.call(window, call, delay);
    timers.set(id, { call, due: clock() + wait, end: () => again || real.clearTimeout.call(window, id) });
    return id;
  };
  window.setTimeout = timer(real.setTimeout, false);
  window.setInterval = timer(real.setInterval, true);
  for (const name of ["clearTimeout", "clearInterval"]) {
    window[name] = (id) => {
      timers.delete(id);
      real[name].call(window, id);
    };
  }

  /** Calls what is due within so many milliseconds, in order, and what that sets up in its turn, until that is enough. */
  const pass = async (milliseconds, enough = () => false) => {
    const until = clock() + milliseconds;
    for (let calls = 0; calls < MOST_CALLS; calls++) {
      const next = [...timers.values()].reduce((a, b) => (a && a.due <= b.due ? a : b), null);
      if (!next || next.due > until) {
        break;
      }
      ahead = Math.max(ahead, next.due - performance.now());
      next.end();
      try {
        next.call();
      } catch (error) {
        reportError(error);
      }
      await new Promise((resolve) => real.setTimeout.call(window, resolve, 0));
      if (enough()) {
        return;
      }
    }
    ahead = Math.max(ahead, until - performance.now());
  };

  // In a tab in the background timers hardly run, and nothing is drawn: what a page starts by them now waits.
  const held = [];
  const drawing = ["setTimeout", "requestAnimationFrame"];
  const running = {};
  const hold = () => {
    for (const name of drawing) {
      running[name] = window[name];
      window[name] = (action) => -held.push(action);
    }
  };
  const release = () => {
    for (const name of drawing) {
      window[name] = running[name];
    }
    for (const action of held.splice(0)) {
      action(performance.now());
    }
  };

  Object.defineProperty(window, "recorder", { value: { entries, sources, pass, hold, release } });
})();
