package workbook.checker.faulty.task4_2;

import static workbook.checker.faulty.Variant.faulty;

import java.util.List;
import workbook.checker.faulty.EditedPage;
import workbook.checker.faulty.Variant;

/** Faulty pages of task 4.2. */
final class PageFaults {

    private PageFaults() {}

    static List<Variant> all() {
        return List.of(
                faulty(
                        "again",
                        "Resume of a page that is not paused opens a second stream",
                        "4.2/20",
                        edited(
                                "  pauseButton.disabled = !source || source.readyState === EventSource.CLOSED;\n  resumeButton.disabled = !pauseButton.disabled;\n",
                                "")),
                faulty("path", "another path", "4.2/18", edited(": \"/events\")", ": \"/event\")")),
                faulty(
                        "beside",
                        "the page connects again beside the browser",
                        "4.2/18",
                        edited(
                                "source.addEventListener(\"error\", showState);",
                                "source.addEventListener(\"error\", connect);")),
                faulty(
                        "anew",
                        "the page connects again without its place",
                        "4.2/18",
                        edited(
                                "source.addEventListener(\"error\", showState);",
                                "source.addEventListener(\"error\", () => {\n    source.close();\n    lastId = \"\";\n    connect();\n  });")),
                faulty("first", "the newest line first", "4.2/18", edited("log.append(", "log.prepend(")),
                faulty(
                        "same",
                        "a line equal to the one before is dropped",
                        "4.2/18",
                        edited(
                                "    add({ text: event.data });",
                                "    if (event.data !== source.before) add({ text: event.data });\n    source.before = event.data;")),
                faulty("S5", "a line is markup", "4.2/19", edited("item.textContent = text", "item.innerHTML = text")),
                faulty(
                        "place",
                        "resumes without its place",
                        "4.2/20",
                        edited("lastId ? `/events?after=${encodeURIComponent(lastId)}` : ", "")),
                faulty(
                        "no-pause",
                        "the button closes nothing",
                        "4.2/20",
                        edited("  source.close();\n  source = null;\n", "")),
                faulty(
                        "undrawn",
                        "the pause throws away what is not drawn yet",
                        "4.2/20",
                        edited("  source = null;\n  draw();\n", "  source = null;\n  waiting = [];\n")),
                faulty(
                        "reset",
                        "the page knows no reset",
                        "4.2/20",
                        edited("  source.addEventListener(\"reset\", () => add({ gap: true }));\n", "")),
                faulty("no-end", "never goes to the end", "4.2/21", edited("log.scrollTop = log.scrollHeight;", "")),
                faulty(
                        "always-end",
                        "always goes to the end",
                        "4.2/21",
                        edited("if (follow.checked) {", "if (true) {")),
                faulty(
                        "no-scroll",
                        "scrolling changes nothing",
                        "4.2/21",
                        edited("log.addEventListener(\"scroll\", followScrolling);", "")),
                faulty(
                        "no-return",
                        "scrolling to the end changes nothing",
                        "4.2/21",
                        edited(
                                "  follow.checked = log.scrollHeight",
                                "  follow.checked = follow.checked && log.scrollHeight")),
                faulty(
                        "new-lines",
                        "new lines pass the filter",
                        "4.2/22",
                        edited("item.hidden = !isWanted(text);", "")),
                faulty(
                        "old-lines",
                        "old lines pass the filter",
                        "4.2/22",
                        edited("line.hidden = !isWanted", "!isWanted")),
                faulty(
                        "thrown-away",
                        "the filter throws lines away",
                        "4.2/22",
                        edited(
                                "for (const line of log.children) {\n    line.hidden = !isWanted(line.textContent);",
                                "for (const line of [...log.children]) {\n    isWanted(line.textContent) || line.remove();")),
                faulty(
                        "pattern",
                        "the filter is a regular expression",
                        "4.2/22",
                        edited(
                                "text.toLowerCase().includes(filter.value.toLowerCase())",
                                "new RegExp(filter.value, \"i\").test(text)")),
                faulty(
                        "growing",
                        "nothing is ever removed",
                        "4.2/23",
                        edited("log.children.length > KEPT", "false").and("waiting.length > KEPT", "false")),
                faulty(
                        "waiting",
                        "what waits to be drawn has no limit",
                        "4.2/23",
                        edited("waiting.length > KEPT", "false")),
                faulty(
                        "fewer",
                        "one line less than a thousand",
                        "4.2/23",
                        edited("while (log.children.length > KEPT)", "while (log.children.length >= KEPT)")),
                faulty(
                        "newest",
                        "what is too much is thrown away",
                        "4.2/23",
                        edited("log.firstElementChild.remove", "log.lastElementChild.remove")));
    }

    private static EditedPage edited(String from, String to) {
        return EditedPage.of("4.2", from, to).only(18, 19, 20, 21, 22, 23);
    }
}
