package workbook.checker.faulty.task4_1;

import static workbook.checker.faulty.Variant.faulty;
import static workbook.checker.faulty.Variant.legal;

import java.util.List;
import workbook.checker.faulty.EditedPage;
import workbook.checker.faulty.Variant;

/** Faulty pages of task 4.1, and two in another style. */
final class PageFaults {

    /** What is written to {@code value} is remembered, and an input event that brings the same is none. */
    private static final String DRAFT =
            """
            const draft = Object.fromEntries([...new FormData(form)]);
            for (const field of [...form.elements].filter((one) => one.name in draft)) {
              const { get, set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value");
              let known = field.value;
              Object.defineProperty(field, "value", {
                get() { return get.call(field); },
                set(value) { known = value; set.call(field, value); },
              });
              field.addEventListener("input", () => {
                if (field.value !== known) {
                  draft[field.name] = known = field.value;
                }
              });
            }
            form.addEventListener("submit", async (event) => {
            """;

    private PageFaults() {}

    static List<Variant> all() {
        return List.of(
                edited(
                        "titles",
                        "the number stands before the title that has one",
                        17,
                        "`(${unread}) ${TITLE}`",
                        "`(${unread}) ${document.title}`"),
                edited(
                        "read",
                        "only what the filter shows is marked as read",
                        18,
                        "  entries.forEach(({ item }) => delete item.dataset.unread);",
                        "  entries.filter(({ item }) => !item.hidden).forEach(({ item }) => delete item.dataset.unread);"),
                edited("path", "another path", 15, "EventSource(\"/events\")", "EventSource(\"/event\")"),
                edited(
                        "state",
                        "the state is never looked at again",
                        15,
                        "addEventListener(\"error\", showState)",
                        "addEventListener(\"error\", () => {})"),
                edited(
                        "own",
                        "each cut makes an EventSource more",
                        15,
                        "source.addEventListener(\"error\", showState);",
                        "source.addEventListener(\"error\", () => {\n  showState();\n  setTimeout(() => new EventSource(\"/events\"), 3000);\n});"),
                edited("last", "newest last", 16, "list.prepend(entry.item)", "list.append(entry.item)"),
                edited(
                        "colour",
                        "the level as a colour alone",
                        16,
                        "  return { id, item };",
                        "  item.querySelector(\".notice-level\").remove();\n  return { id, item };"),
                edited(
                        "title",
                        "no number in the title",
                        17,
                        "document.title = unread === 0 ? TITLE : `(${unread}) ${TITLE}`;",
                        ""),
                edited(
                        "read",
                        "the button forgets the count",
                        17,
                        "  entries.forEach(({ item }) => delete item.dataset.unread);\n  show();",
                        "  entries.forEach(({ item }) => delete item.dataset.unread);"),
                edited(
                        "filter",
                        "the filter holds for what is there",
                        18,
                        "  list.prepend(entry.item);\n  show();",
                        "  const chosen = filter;\n  filter = \"all\";\n  list.prepend(entry.item);\n  show();\n  filter = chosen;"),
                edited(
                        "history",
                        "what comes with the history passes the filter",
                        18,
                        "  list.replaceChildren(...entries.map((entry) => entry.item).reverse());\n  show();",
                        "  const chosen = filter;\n  filter = \"all\";\n  list.replaceChildren(...entries.map((entry) => entry.item).reverse());\n  show();\n  filter = chosen;"),
                edited(
                        "form",
                        "the form is sent as a form",
                        19,
                        "JSON.stringify(Object.fromEntries(new FormData(form)))",
                        "new URLSearchParams(new FormData(form))"),
                edited(
                        "called",
                        "the form sends JSON that is not called so",
                        19,
                        "      headers: { \"Content-Type\": \"application/json\" },\n",
                        ""),
                edited(
                        "twice",
                        "the form adds what it sent",
                        19,
                        "      form.reset();",
                        "      form.reset();\n      list.prepend(entryOf(await answer.json()).item);"),
                edited(
                        "mute",
                        "a refusal is not shown",
                        19,
                        "error.textContent = (await answer.json()).error;",
                        "console.error(answer.status);"),
                edited(
                        "S5",
                        "innerHTML",
                        20,
                        "item.querySelector(\"[data-title]\").textContent = title;",
                        "item.querySelector(\"[data-title]\").innerHTML = title;"),
                edited(
                        "early",
                        "the history before the stream is open",
                        21,
                        "  live = new Set();\n  loadHistory(live);\n});",
                        "  if (again) {\n    live = new Set();\n    loadHistory(live);\n  }\n  again = true;\n});\nlet again = false;\nloadHistory(live);"),
                edited(
                        "double",
                        "what comes by both is shown twice",
                        21,
                        "const ids = new Set(past.map((entry) => entry.id));",
                        "const ids = new Set();"),
                edited(
                        "once",
                        "the history is read once only",
                        22,
                        "  loadHistory(live);\n});",
                        "  if (once) {\n    once = false;\n    loadHistory(live);\n  }\n});\nlet once = true;"),
                edited(
                        "same",
                        "a notification that reads like the one before is dropped",
                        16,
                        "  const entry = entryOf(notification);\n  entries.push(entry);",
                        "  const entry = entryOf(notification);\n  if (entries.at(-1)?.item.innerHTML === entry.item.innerHTML) {\n    return;\n  }\n  entries.push(entry);"),
                edited(
                        "lit",
                        "All is lit whatever filter is chosen",
                        18,
                        "    filters.forEach((other) => other.setAttribute(\"aria-pressed\", String(other === button)));\n",
                        ""),
                edited("kept", "an error is never cleared", 19, "  error.textContent = \"\";\n", ""),
                edited(
                        "again",
                        "ids that are in the list already are not recognised",
                        21,
                        "  if (entries.some((entry) => entry.id === notification.id)) {\n    return;\n  }\n",
                        ""),
                edited(
                        "unread",
                        "what was read is unread again after a reconnect",
                        22,
                        "known.get(notification.id) ?? entryOf(notification)",
                        "entryOf(notification)"),
                edited("late", "the history of an older connection is joined", 22, "if (connection === live) {", "{"),
                edited(
                        "order",
                        "what fell out of the history stands on top",
                        22,
                        "    ...others.filter((entry) => !live.has(entry.id)),\n    ...past,\n    ...others.filter((entry) => live.has(entry.id)),\n",
                        "    ...past,\n    ...others,\n"),
                faulty(
                        "reset",
                        "the reset is ignored, and what was there is kept",
                        "4.1/22",
                        page("addEventListener(\"reset\"", "addEventListener(\"Reset\"")
                                .and("(joins || live.has(entry.id))", "true")),
                legal(
                        "4.1",
                        "a page that learns of a reset from the history alone",
                        page("addEventListener(\"reset\"", "addEventListener(\"Reset\"")),
                legal(
                        "4.1",
                        "a page whose form takes no other note until the first is answered",
                        page(
                                        "    const answer = await fetch(\"/notifications\", {",
                                        "    form.querySelector(\"[type=submit]\").disabled = true;\n    const answer = await fetch(\"/notifications\", {")
                                .and(
                                        "    if (answer.ok) {\n      form.reset();",
                                        "    form.querySelector(\"[type=submit]\").disabled = false;\n    if (answer.ok) {\n      form.reset();")),
                legal(
                        "4.1",
                        "a page that takes each notification in a task of its own",
                        page(
                                "(event) => add(JSON.parse(event.data))",
                                "(event) => queueMicrotask(() => add(JSON.parse(event.data)))")),
                legal(
                        "4.1",
                        "a form whose button waits for a title",
                        page(
                                        "form.addEventListener(\"submit\", async (event) => {\n",
                                        """
                                        const send = form.querySelector("[type=submit]");
                                        const look = () => { send.disabled = form.elements.title.value.trim() === ""; };
                                        form.addEventListener("input", look);
                                        look();
                                        form.addEventListener("submit", async (event) => {
                                        """)
                                .and("      form.reset();\n", "      form.reset();\n      look();\n")),
                legal(
                        "4.1",
                        "a form that looks itself for a title",
                        page(
                                "  error.textContent = \"\";\n",
                                """
                                  error.textContent = "";
                                  if (form.elements.title.value.trim() === "") {
                                    error.textContent = "What is it called?";
                                    return;
                                  }
                                """)),
                legal(
                        "4.1",
                        "a form with a draft of its own, which knows its own writing as React does",
                        page("form.addEventListener(\"submit\", async (event) => {\n", DRAFT)
                                .and("Object.fromEntries(new FormData(form))", "draft")
                                .and(
                                        "      form.reset();\n",
                                        "      for (const name of [\"title\", \"text\"]) {\n        form.elements[name].value = draft[name] = \"\";\n      }\n")),
                legal(
                        "4.1",
                        "a page that connects again by itself",
                        page(
                                        "const source = new EventSource(\"/events\");\n",
                                        "let source;\nfunction connect() {\nsource?.close();\nsource = new EventSource(\"/events\");\n")
                                .and(
                                        "source.addEventListener(\"error\", showState);\n",
                                        """
                                        source.addEventListener("error", () => {
                                          showState();
                                          if (source.readyState === EventSource.CONNECTING) setTimeout(connect, 200);
                                        });
                                        """)
                                .and(
                                        "  list.replaceChildren();\n  show();\n});\nshowState();",
                                        "  list.replaceChildren();\n  show();\n});\n}\nconnect();\nshowState();")
                                .only(15, 16, 17, 18, 19, 20, 21)), // it brings no id, so nobody tells it of a reset
                legal(
                        "4.1",
                        "a page that filters a moment later",
                        page(
                                        "  for (const { item } of entries) {\n    item.hidden = filter !== \"all\" && item.dataset.level !== filter;\n  }\n",
                                        "  clearTimeout(filtering);\n  filtering = setTimeout(() => entries.forEach(({ item }) => { item.hidden = filter !== \"all\" && item.dataset.level !== filter; }), 150);\n")
                                .and("let filter = \"all\";", "let filter = \"all\";\nlet filtering;")),
                legal(
                        "4.1",
                        "a page that keeps what the history holds, and no more",
                        page("    ...others.filter((entry) => !live.has(entry.id)),\n", "")),
                legal(
                        "4.1",
                        "a page that gives up the history of an older connection",
                        page(
                                        "  live = new Set();\n  loadHistory(live);",
                                        "  live = new Set();\n  old.abort();\n  old = new AbortController();\n  loadHistory(live);")
                                .and("let filter = \"all\";", "let filter = \"all\";\nlet old = new AbortController();")
                                .and(
                                        "fetch(\"/notifications\");",
                                        "fetch(\"/notifications\", { signal: old.signal });")),
                legal(
                        "4.1",
                        "a page with onerror",
                        page("source.addEventListener(\"error\", showState);", "source.onerror = () => showState();")));
    }

    private static Variant edited(String fault, String name, int check, String from, String to) {
        return faulty(fault, name, "4.1/" + check, page(from, to));
    }

    private static EditedPage page(String from, String to) {
        return EditedPage.of("4.1", from, to).only(15, 16, 17, 18, 19, 20, 21, 22);
    }
}
