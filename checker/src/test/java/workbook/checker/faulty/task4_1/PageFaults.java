package workbook.checker.faulty.task4_1;

import static workbook.checker.faulty.Variant.faulty;
import static workbook.checker.faulty.Variant.legal;

import java.util.List;
import workbook.checker.faulty.EditedPage;
import workbook.checker.faulty.Variant;

/** Faulty pages of task 4.1, and two in another style. */
final class PageFaults {

    private PageFaults() {}

    static List<Variant> all() {
        return List.of(
                edited("path", "another path", 15, "EventSource(\"/events\")", "EventSource(\"/event\")"),
                edited(
                        "state",
                        "the state is never looked at again",
                        15,
                        "addEventListener(\"error\", showState)",
                        "addEventListener(\"error\", () => {})"),
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
                        "form",
                        "the form is sent as a form",
                        19,
                        "JSON.stringify(Object.fromEntries(new FormData(form)))",
                        "new URLSearchParams(new FormData(form))"),
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
                edited("reset", "the reset is ignored", 22, "addEventListener(\"reset\"", "addEventListener(\"Reset\""),
                legal(
                        "4.1",
                        "a page that takes each notification in a task of its own",
                        page(
                                "(event) => add(JSON.parse(event.data))",
                                "(event) => queueMicrotask(() => add(JSON.parse(event.data)))")),
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
