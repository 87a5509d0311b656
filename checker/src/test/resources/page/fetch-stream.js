// The page of 5.2 as somebody else would write it: streams piped through streams, a class, a template.

const hook = (name, root = document) => root.querySelector(`[data-${name}]`);

class Lines extends TransformStream {
  constructor() {
    let rest = "";
    let cr = false;
    super({
      transform(text, out) {
        for (const sign of text) {
          if (sign === "\n" && cr) {
            cr = false;
            continue;
          }
          cr = sign === "\r";
          if (sign === "\r" || sign === "\n") {
            out.enqueue(rest);
            rest = "";
          } else {
            rest += sign;
          }
        }
      },
    });
  }
}

class Events extends TransformStream {
  constructor(memory) {
    let block = { id: memory.id };
    super({
      transform(line, out) {
        if (line === "") {
          memory.id = block.id;
          if (block.data !== undefined) {
            out.enqueue({ type: block.event || "message", id: memory.id, data: block.data });
          }
          block = { id: memory.id };
          return;
        }
        const [, name, value] = /^([^:]*)(?:: ?)?([^]*)$/.exec(line);
        if (name === "data") {
          block.data = block.data === undefined ? value : `${block.data}\n${value}`;
        } else if (name === "event" || (name === "id" && !value.includes("\0"))) {
          block[name] = value;
        } else if (name === "retry" && value !== "" && [...value].every((sign) => sign >= "0" && sign <= "9")) {
          memory.retry = parseInt(value, 10);
        }
      },
    });
  }
}

class Question {
  #abort = new AbortController();
  #memory = { id: "", retry: 3000 };
  #events = 0;
  #failures = 0;

  constructor(text, token) {
    this.text = text;
    this.token = token;
  }

  stop() {
    this.#abort.abort();
    this.#say("stopped");
  }

  async run() {
    this.#show();
    while (!this.#abort.signal.aborted) {
      const heard = this.#events;
      const over = await this.#once().catch((error) => (error instanceof TypeError ? false : error.message));
      this.#show();
      if (this.#abort.signal.aborted) {
        return;
      }
      this.#failures = this.#events > heard ? 0 : this.#failures + 1;
      if (over || this.#failures === 4) {
        hook("message").append(over === true ? "" : over || "nobody answers");
        this.#say(over === true ? "done" : "failed");
        return;
      }
      this.#say("waiting");
      await new Promise((resolve) => {
        setTimeout(resolve, this.#memory.retry);
        this.#abort.signal.onabort = resolve;
      });
    }
  }

  /** True when the answer is whole. */
  async #once() {
    this.#say("connecting");
    const headers = new Headers([["authorization", `Bearer ${this.token}`], ["content-type", "application/json; charset=utf-8"]]);
    if (this.#memory.id) {
      headers.set("last-event-id", unescape(encodeURIComponent(this.#memory.id)));
    }
    const answer = await fetch(new URL("ask", location.href), { method: "post", headers, signal: this.#abort.signal,
      body: `{ "more": 1, "question": ${JSON.stringify(this.text)} }` });
    const type = answer.headers.get("content-type");
    if (answer.status !== 200 || !/^text\/event-stream *(;|$)/i.test(type)) {
      throw new Error(`refused: ${answer.status} ${type}`);
    }
    this.#say("open");
    const events = answer.body.pipeThrough(new TextDecoderStream()).pipeThrough(new Lines()).pipeThrough(new Events(this.#memory)).getReader();
    for (;;) {
      const { done, value } = await events.read();
      if (done) {
        return false;
      }
      if (this.#abort.signal.aborted) {
        return false;
      }
      this.#events += 1;
      this.#row(value);
      this.#show();
      if (value.type === "done") {
        await events.cancel();
        return true;
      }
    }
  }

  #row(event) {
    const row = hook("log").ownerDocument.createRange().createContextualFragment("<li><b data-type></b> <i><span data-id></span></i><pre data-data></pre></li>").firstChild;
    for (const [name, text] of Object.entries(event)) {
      hook(name, row).append(document.createTextNode(text));
    }
    hook("log").append(row);
    if (hook("log").childElementCount > 50) {
      hook("log").firstChild.remove();
    }
  }

  #show() {
    hook("count").innerText = this.#events;
    hook("last-id").textContent = this.#memory.id;
    hook("retry").textContent = this.#memory.retry;
  }

  #say(word) {
    if (current === this) {
      hook("status").textContent = ` ${word} `;
    }
  }
}

let current = null;
hook("form").onsubmit = (event) => {
  event.preventDefault();
  const before = current;
  current = new Question(hook("question").value, hook("token").value);
  before?.stop();
  hook("log").innerHTML = "";
  hook("message").textContent = "";
  current.run();
};
hook("stop").onclick = () => current?.stop();
