package workbook.checker.faulty.task5_2;

import static workbook.checker.faulty.Variant.faulty;
import static workbook.checker.faulty.task5_2.FetchStreamPage.edited;

import java.util.List;
import java.util.stream.Stream;
import workbook.checker.faulty.EditedAnswers;
import workbook.checker.faulty.Variant;

/** Faulty pages and answers of task 5.2. */
final class PageFaults {

    private static final String BREAK = "    signal.throwIfAborted(); // a broken connection";

    private PageFaults() {}

    static List<Variant> all() {
        return Stream.of(request(), rows(), reading(), refusing(), stopping(), returning(), keeping(), answers())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Variant> request() {
        return List.of(
                faulty(
                        "own",
                        "GET instead of POST",
                        "5.2/1",
                        edited(
                                "new Request(\"/ask\", { method: \"POST\", headers, body: JSON.stringify({ question }), ",
                                "new Request(\"/ask?question=\" + encodeURIComponent(question), { headers, ")),
                faulty("own", "no token", "5.2/1", edited("    Authorization: `Bearer ${token}`,\n", "")),
                faulty("own", "token without its scheme", "5.2/1", edited("`Bearer ${token}`", "token")),
                faulty(
                        "S4",
                        "token in the URL",
                        "5.2/1",
                        edited("new Request(\"/ask\"", "new Request(\"/ask?token=\" + token")),
                faulty(
                        "S4",
                        "token in the body, too",
                        "5.2/1",
                        edited("JSON.stringify({ question })", "JSON.stringify({ question, token })")),
                faulty("own", "body of plain text", "5.2/1", edited("\"Content-Type\": \"application/json\",", "")),
                faulty(
                        "own",
                        "JSON glued together",
                        "5.2/1",
                        edited("JSON.stringify({ question })", "'{\"question\":\"' + question + '\"}'")));
    }

    private static List<Variant> rows() {
        return List.of(
                faulty(
                        "own",
                        "the count goes on with the next question",
                        "5.2/2",
                        edited("  count.textContent = \"0\";\n", "")),
                faulty(
                        "own",
                        "the message of a refusal stays",
                        "5.2/9",
                        edited(
                                "  message.textContent = \"\";\n",
                                "",
                                "    message.textContent = word === \"failed\" ? sentence(reason) : \"\";\n",
                                "    if (word === \"failed\") {\n      message.textContent = sentence(reason);\n    }\n")),
                faulty(
                        "own",
                        "an empty Last-Event-ID",
                        "5.2/11",
                        edited("  if (lastEventId !== \"\") {\n", "  if (true) {\n")),
                faulty(
                        "own",
                        "reads to the end before it shows anything",
                        "5.2/2",
                        edited(
                                "        onEvents(events, reader);\n",
                                "        kept.push(...events);\n        if (events.some((event) => event.type === \"done\")) { onEvents(kept, reader); }\n",
                                "  let reader = new EventStreamReader();\n",
                                "  let reader = new EventStreamReader();\n  const kept = [];\n")),
                faulty(
                        "own",
                        "another word for open",
                        "5.2/2",
                        edited("onStatus(\"open\")", "onStatus(\"connected\")")),
                faulty(
                        "own",
                        "open before the headers",
                        "5.2/2",
                        edited("onStatus(\"connecting\")", "onStatus(\"open\")")),
                faulty("own", "counts chunks, not events", "5.2/2", edited("+ events.length;", "+ 1;")),
                faulty(
                        "own",
                        "newest first",
                        "5.2/2",
                        edited(
                                "log.append(...events.slice(-ROWS).map(row))",
                                "log.prepend(...events.slice(-ROWS).map(row))")),
                faulty(
                        "own",
                        "takes done for any other type",
                        "5.2/2",
                        edited("event.type === \"done\"", "event.data === \"[DONE]\"")),
                faulty(
                        "own",
                        "stays connected after done",
                        "5.2/2",
                        edited("    source.cancel().catch(() => {});\n", "")),
                faulty(
                        "own",
                        "an event equal to the one before is dropped",
                        "5.2/2",
                        edited(
                                "log.append(...events.slice(-ROWS).map(row))",
                                "log.append(...events.filter((event, n) => n === 0 || event.data !== events[n - 1].data).slice(-ROWS).map(row))")),
                faulty("own", "a new question keeps the old rows", "5.2/2", edited("  log.replaceChildren();\n", "")),
                faulty("own", "says nothing of a cut", "5.2/2", edited("      onStatus(\"waiting\");\n", "")));
    }

    private static List<Variant> reading() {
        return List.of(
                faulty("own", "trims values", "5.2/4", edited(".replace(/^ /, \"\")", ".trim()")),
                faulty(
                        "own",
                        "splits at every colon",
                        "5.2/4",
                        edited("line.slice(colon + 1).replace", "line.split(\":\")[1].replace")),
                faulty(
                        "own",
                        "an event for a block without data",
                        "5.2/4",
                        edited(
                                "const empty = this.#data.length === 0;",
                                "const empty = this.#data.length === 0 && this.#type === \"\";")),
                faulty(
                        "own",
                        "no event for empty data",
                        "5.2/4",
                        edited(
                                "const empty = this.#data.length === 0;",
                                "const empty = this.#data.join(\"\") === \"\";")),
                faulty(
                        "own",
                        "the type stays",
                        "5.2/4",
                        edited("    this.#type = \"\";\n    this.#data = [];", "    this.#data = [];")),
                faulty(
                        "own",
                        "lines joined by a space",
                        "5.2/4",
                        edited("this.#data.join(\"\\n\")", "this.#data.join(\" \")")),
                faulty(
                        "own",
                        "names without regard to case",
                        "5.2/4",
                        edited("switch (name) {", "switch (name.toLowerCase()) {")),
                faulty(
                        "own",
                        "an unfinished event is delivered",
                        "5.2/4",
                        edited(
                                "      if (done) {\n        return;\n",
                                "      if (done) {\n        yield new Uint8Array([10, 10]);\n        return;\n")),
                faulty(
                        "own",
                        "retry by parseInt",
                        "5.2/5",
                        edited(
                                "if (/^[0-9]+$/.test(value)) {",
                                "if (parseInt(value) >= 0) {",
                                "Number(value)",
                                "parseInt(value)")),
                faulty("own", "retry by Number", "5.2/5", edited("/^[0-9]+$/.test(value)", "Number(value) >= 0")),
                faulty("own", "ids with NUL", "5.2/5", edited("if (!value.includes(\"\\0\")) {", "if (true) {")),
                faulty(
                        "own",
                        "an empty id is ignored",
                        "5.2/5",
                        edited("if (!value.includes(\"\\0\")) {", "if (value && !value.includes(\"\\0\")) {")),
                faulty(
                        "own",
                        "an id counts with its line",
                        "5.2/5",
                        edited(
                                "          this.#id = value;",
                                "          this.#id = value;\n          this.lastEventId = value;")),
                faulty(
                        "own",
                        "what has not ended is forgotten",
                        "5.2/6",
                        edited("    lines[0] = this.#unfinished + lines[0];\n", "")),
                faulty("own", "CR is no line end", "5.2/8", edited("/\\r\\n|\\r|\\n/", "/\\r\\n|\\n/")),
                faulty("own", "LF only", "5.2/8", edited("/\\r\\n|\\r|\\n/", "/\\n/")),
                faulty(
                        "own",
                        "a CRLF that is cut is two ends",
                        "5.2/8",
                        edited(
                                "const fresh = this.#endedWithCr && text.startsWith(\"\\n\") ? text.slice(1) : text;",
                                "const fresh = text;")),
                faulty(
                        "own",
                        "splits at U+2028, too",
                        "5.2/8",
                        edited("/\\r\\n|\\r|\\n/", "/\\r\\n|\\r|\\n|\\u2028|\\u2029/")),
                faulty(
                        "own",
                        "waits for what follows a CR",
                        "5.2/8",
                        edited(
                                "const fresh = this.#endedWithCr && text.startsWith(\"\\n\") ? text.slice(1) : text;\n    this.#endedWithCr = text.endsWith(\"\\r\");",
                                "const fresh = this.#endedWithCr ? \"\\r\" + text : text;\n    this.#endedWithCr = fresh.endsWith(\"\\r\");\n    if (this.#endedWithCr) {\n      return this.#lines2(fresh.slice(0, -1));\n    }\n    return this.#lines2(fresh);\n  }\n\n  #lines2(fresh) {")),
                faulty(
                        "own",
                        "decodes chunk by chunk",
                        "5.2/7",
                        edited("this.#decoder.decode(bytes, { stream: true })", "new TextDecoder().decode(bytes)")),
                faulty(
                        "own",
                        "a sign for each byte",
                        "5.2/7",
                        edited("new TextDecoder()", "new TextDecoder(\"latin1\")")),
                faulty(
                        "own",
                        "keeps the BOM",
                        "5.2/7",
                        edited("new TextDecoder()", "new TextDecoder(\"utf-8\", { ignoreBOM: true })")));
    }

    private static List<Variant> refusing() {
        return List.of(
                faulty("S5", "innerHTML", "5.2/3", edited("span.textContent = text;", "span.innerHTML = text;")),
                faulty(
                        "S5",
                        "innerHTML for the reason",
                        "5.2/3",
                        edited("message.textContent = word", "message.innerHTML = word")),
                faulty(
                        "H8",
                        "only the status is looked at",
                        "5.2/9",
                        edited("response.status === 200 && essence(type) === \"text/event-stream\"", "response.ok")),
                faulty(
                        "H8",
                        "every status of success is taken for a stream",
                        "5.2/9",
                        edited("response.status === 200 && essence", "response.ok && essence")),
                faulty(
                        "H8",
                        "only the type is looked at",
                        "5.2/9",
                        edited("response.status === 200 && essence", "essence")),
                faulty(
                        "own",
                        "types compared to the letter",
                        "5.2/9",
                        edited("essence(type) === \"text/event-stream\"", "type === \"text/event-stream\"")),
                faulty(
                        "own",
                        "a type that begins right",
                        "5.2/9",
                        edited(
                                "essence(type) === \"text/event-stream\"",
                                "essence(type).startsWith(\"text/event-stream\")")),
                faulty(
                        "own",
                        "refused without a word",
                        "5.2/9",
                        edited(
                                "word === \"failed\" ? sentence(reason) : \"\"",
                                "reason instanceof GaveUp ? sentence(reason) : \"\"")),
                faulty(
                        "own",
                        "refused, but not when it comes back",
                        "5.2/9",
                        edited(
                                "  throw new Refused(response,",
                                "  if (request.headers.has(\"Last-Event-ID\")) {\n    return null;\n  }\n  throw new Refused(response,")));
    }

    private static List<Variant> stopping() {
        return List.of(
                faulty(
                        "own",
                        "stop only stops showing",
                        "5.2/10",
                        edited("() => running?.abort());", "() => (status.textContent = \"stopped\"));")),
                faulty(
                        "own",
                        "stop does not end the pause",
                        "5.2/10",
                        edited(
                                "    signal.addEventListener(\"abort\", over);\n",
                                "",
                                "  });\n  signal.throwIfAborted();\n}",
                                "  });\n}",
                                "cache: \"no-store\", signal }",
                                "cache: \"no-store\", signal: signal.aborted ? undefined : signal }",
                                "onStatus: (word) => (status",
                                "onStatus: (word) => controller === running && (status",
                                "onEvents: show,",
                                "onEvents: (...all) => controller === running && show(...all),")),
                faulty(
                        "own",
                        "the pause ignores the abort",
                        "5.2/10",
                        edited("    signal.addEventListener(\"abort\", over);\n", "")),
                faulty(
                        "own",
                        "a new question leaves the pause of the old one alone",
                        "5.2/10",
                        edited(
                                "async function start() {\n  running?.abort();\n",
                                "let said = \"\";\n\nasync function start() {\n  if (said !== \"waiting\") {\n    running?.abort();\n  }\n",
                                "(status.textContent = word)",
                                "(status.textContent = said = word)")),
                faulty(
                        "own",
                        "a stop is a failure",
                        "5.2/10",
                        edited("controller.signal.aborted ? \"stopped\" : \"failed\"", "\"failed\"")),
                faulty(
                        "own",
                        "the question before goes on",
                        "5.2/10",
                        edited("async function start() {\n  running?.abort();\n", "async function start() {\n")),
                faulty(
                        "own",
                        "the end of the old one is shown",
                        "5.2/10",
                        edited("if (controller === running) {", "if (true) {")));
    }

    private static List<Variant> returning() {
        return List.of(
                faulty("own", "no Last-Event-ID", "5.2/11", edited("if (lastEventId !== \"\") {", "if (false) {")),
                faulty("own", "an id as it is", "5.2/11", edited("= utf8(lastEventId)", "= lastEventId")),
                faulty(
                        "own",
                        "an id for URLs",
                        "5.2/11",
                        edited("= utf8(lastEventId)", "= encodeURIComponent(lastEventId)")),
                faulty(
                        "own",
                        "a clean end is the end",
                        "5.2/11",
                        edited(
                                "      if (done) {\n",
                                "      if (done) {\n        body.ended = true;\n",
                                "    if (failures < TRIES) {\n",
                                "    if (body?.ended) {\n      return;\n    }\n    if (failures < TRIES) {\n")),
                faulty(
                        "own",
                        "half a line lives on",
                        "5.2/11",
                        edited("      reader = new EventStreamReader(reader);\n", "")),
                faulty(
                        "own",
                        "a reconnect clears the page",
                        "5.2/11",
                        edited(
                                "      onStatus(\"open\");\n",
                                "      onStatus(\"open\");\n      log.replaceChildren();\n")),
                faulty(
                        "own",
                        "the token is sent once",
                        "5.2/11",
                        edited("      onStatus(\"open\");\n", "      onStatus(\"open\");\n      token = \"\";\n")),
                faulty(
                        "own",
                        "comes back at once",
                        "5.2/12",
                        edited("await pause(wait(reader.retry, failures), signal);", "await pause(0, signal);")),
                faulty("own", "always waits a second", "5.2/12", edited("wait(reader.retry, failures)", "1000")),
                faulty(
                        "own",
                        "the retry time is forgotten with each connection",
                        "5.2/12",
                        edited(
                                "new EventStreamReader(reader)",
                                "new EventStreamReader({ lastEventId: reader.lastEventId })")),
                faulty(
                        "own",
                        "retry in seconds",
                        "5.2/12",
                        edited("wait(reader.retry, failures)", "wait(reader.retry / 1000, failures)")),
                faulty(
                        "own",
                        "comes back at once when the line has broken",
                        "5.2/12",
                        edited(
                                BREAK,
                                "    body.broken = true;\n" + BREAK,
                                "wait(reader.retry, failures)",
                                "body?.broken ? 0 : wait(reader.retry, failures)")),
                faulty(
                        "own",
                        "waits much longer when the line has broken",
                        "5.2/12",
                        edited(
                                BREAK,
                                "    body.broken = true;\n" + BREAK,
                                "wait(reader.retry, failures)",
                                "body?.broken ? 24 * reader.retry : wait(reader.retry, failures)")),
                faulty(
                        "own",
                        "comes back at once when fetch has failed",
                        "5.2/12",
                        edited("wait(reader.retry, failures)", "body ? wait(reader.retry, failures) : 0")),
                faulty(
                        "own",
                        "comes back at once behind a stream without an event",
                        "5.2/12",
                        edited(
                                "wait(reader.retry, failures)",
                                "body && failures > 0 ? 0 : wait(reader.retry, failures)")),
                faulty(
                        "own",
                        "never gives up",
                        "5.2/13",
                        edited("failures <= TRIES", "true", "failures < TRIES", "true")),
                faulty(
                        "own",
                        "an empty stream counts as an answer",
                        "5.2/13",
                        edited("        if (events.length > 0) {", "        if (true) {")),
                faulty("own", "one attempt is enough", "5.2/13", edited("const TRIES = 5;", "const TRIES = 2;")),
                faulty("own", "counts from the beginning", "5.2/13", edited("          failures = 0;\n", "")),
                faulty(
                        "own",
                        "gives up without a word",
                        "5.2/13",
                        edited("reason instanceof GaveUp ? words.gaveUp", "reason instanceof GaveUp ? \"\"")));
    }

    private static List<Variant> keeping() {
        return List.of(
                faulty(
                        "own",
                        "keeps all rows",
                        "5.2/14",
                        edited(
                                "events.slice(-ROWS).map(row)",
                                "events.map(row)",
                                "  while (log.children.length > ROWS) {\n    log.firstElementChild.remove();\n  }\n",
                                "")),
                faulty(
                        "own",
                        "keeps the first rows that came",
                        "5.2/14",
                        edited("events.slice(-ROWS).map(row)", "events.slice(0, ROWS - log.children.length).map(row)")),
                faulty(
                        "own",
                        "keeps the first events of each read",
                        "5.2/14",
                        edited("events.slice(-ROWS).map(row)", "events.slice(0, ROWS).map(row)")),
                faulty(
                        "own",
                        "keeps the first rows, and the newest",
                        "5.2/14",
                        edited(
                                "    log.firstElementChild.remove();\n",
                                "    log.lastElementChild.previousSibling.remove();\n")),
                faulty(
                        "own",
                        "keeps all texts",
                        "5.2/14",
                        edited(
                                "function show(events, reader) {\n",
                                "let all = \"\";\nfunction show(events, reader) {\n  events.forEach((event) => { all += event.data; });\n")),
                faulty(
                        "own",
                        "keeps all events",
                        "5.2/14",
                        edited(
                                "function show(events, reader) {\n",
                                "const all = [];\nfunction show(events, reader) {\n  all.push(...events);\n")));
    }

    private static List<Variant> answers() {
        return List.of(
                answer("a wrong answer", "post: no", "post: yes"),
                answer("another word", "binary: no", "binary: maybe"),
                answer("one is missing", "ticker: event-source", "ticker:"),
                answer("a key was changed", "refusal: no", "refused: no"),
                answer("a space is missing", "parses: yes", "parses:yes"));
    }

    private static Variant answer(String name, String from, String to) {
        return faulty("own", name, "5.2/15", new EditedAnswers(15, from, to));
    }
}
