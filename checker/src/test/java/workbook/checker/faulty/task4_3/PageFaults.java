package workbook.checker.faulty.task4_3;

import static workbook.checker.faulty.Variant.faulty;

import java.util.List;
import workbook.checker.faulty.EditedPage;
import workbook.checker.faulty.Variant;

/** Faulty pages of task 4.3. */
final class PageFaults {

    /** Of the solution: all that it listens to beside tokens. */
    private static final String ENDS =
            """
              source.addEventListener("done", () => end("done"));
              source.addEventListener("failed", (event) => fail(JSON.parse(event.data).message));
              // The browser would connect again. But the model is asked once, so there is nothing to come back for.
              source.addEventListener("error", () => fail("connection lost"));
            """;

    /** Of the solution: what comes behind its POST. */
    private static final String ROUND =
            """
                if (mine !== round) {
                  return; // stopped, or asked anew, while this was under way
                }
                if (response.status === 201) {
            """;

    /** Looks at the newest question only where the answer is good. */
    private static final String LATER =
            """
                if (response.status === 201) {
                  if (mine !== round) {
                    return;
                  }
            """;

    private PageFaults() {}

    static List<Variant> all() {
        return List.of(
                page("own", "the question is posted without JSON", 14, "JSON.stringify({ question: text })", "text"),
                page(
                        "own",
                        "the question is JSON that is not called so",
                        14,
                        "      headers: { \"Content-Type\": \"application/json\" },\n",
                        ""),
                page("own", "opens a path of its own", 14, "listen(events);", "listen(\"/events\");"),
                page(
                        "own",
                        "each token replaces the one before",
                        15,
                        "add(JSON.parse(event.data).text);",
                        "answer.textContent = JSON.parse(event.data).text; status.textContent = \"answering\";"),
                page("T2", "listens to message", 15, "\"token\", (event)", "\"message\", (event)"),
                page("own", "shows the JSON", 15, "add(JSON.parse(event.data).text);", "add(event.data);"),
                page("A7", "trims the tokens", 15, ".text);\n  });", ".text.trim());\n  });"),
                page(
                        "own",
                        "the page drops a token equal to the one before",
                        15,
                        "    add(JSON.parse(event.data).text);",
                        "    if (event.data !== source.before) add(JSON.parse(event.data).text);\n    source.before = event.data;"),
                page("own", "never says that it answers", 15, "status.textContent = \"answering\";", ""),
                page("S5", "the answer becomes HTML", 16, "answer.append(text);", "answer.innerHTML += text;"),
                page(
                        "S5b",
                        "the message becomes HTML",
                        16,
                        "message.textContent = reason;",
                        "message.innerHTML = reason;"),
                page(
                        "H10",
                        "does not close at done",
                        17,
                        ENDS,
                        """
                          source.addEventListener("done", () => { status.textContent = "done"; });
                          source.addEventListener("failed", (event) => fail(JSON.parse(event.data).message));
                        """),
                page(
                        "own",
                        "takes the end for a lost connection",
                        17,
                        "source.addEventListener(\"done\", () => end(\"done\"));",
                        ""),
                page(
                        "own",
                        "does not listen to failed",
                        18,
                        "source.addEventListener(\"failed\",",
                        "source.addEventListener(\"failure\","),
                page(
                        "H10b",
                        "does not close at failed",
                        18,
                        ENDS,
                        """
                          source.addEventListener("done", () => end("done"));
                          source.addEventListener("failed", (event) => {
                            status.textContent = "failed";
                            message.textContent = JSON.parse(event.data).message;
                          });
                        """),
                page(
                        "own",
                        "half an answer is taken away",
                        18,
                        "function fail(reason) {",
                        "function fail(reason) {\n  draw();\n  answer.replaceChildren();"),
                page(
                        "A5",
                        "stop hides, and the model goes on",
                        19,
                        "() => end(\"stopped\")",
                        "() => { status.textContent = \"stopped\"; }"),
                page(
                        "own",
                        "stop forgets the question that is being posted",
                        19,
                        "() => end(\"stopped\")",
                        "() => { source?.close(); source = null; status.textContent = \"stopped\"; }"),
                page("own", "the stop button is never enabled", 19, "stopButton.disabled = false;", ""),
                page(
                        "own",
                        "a new question does not end the old stream",
                        19,
                        "  end(\"thinking\");\n",
                        "  round += 1;\n  undrawn = \"\";\n  status.textContent = \"thinking\";\n"),
                page(
                        "own",
                        "the old stream ends only when the new one opens",
                        19,
                        "  end(\"thinking\");\n",
                        "  round += 1;\n  undrawn = \"\";\n  status.textContent = \"thinking\";\n",
                        "  source = new EventSource(path);\n",
                        "  source?.close();\n  source = new EventSource(path);\n"),
                page("own", "listens to the answer of an old POST", 19, "if (mine !== round) {", "if (false) {"),
                page("own", "fails by the refusal of an old POST", 19, ROUND, LATER),
                page("own", "a new answer is put behind the old one", 19, "  answer.replaceChildren();\n", ""));
    }

    private static Variant page(
            String fault, String name, int kills, String from, String to, String alsoFrom, String alsoTo) {
        return faulty(
                fault,
                name,
                "4.3/" + kills,
                EditedPage.of("4.3", from, to).and(alsoFrom, alsoTo).only(14, 15, 16, 17, 18, 19));
    }

    private static Variant page(String fault, String name, int kills, String from, String to) {
        return faulty(
                fault, name, "4.3/" + kills, EditedPage.of("4.3", from, to).only(14, 15, 16, 17, 18, 19));
    }
}
