package workbook.checker.faulty.task2_2;

import static workbook.checker.faulty.OpenTodo.open;

import java.util.List;
import workbook.checker.faulty.OpenTodo;
import workbook.checker.faulty.TaskTodos;

/** What a learner of task 2.2 has who left one TODO open, where several share a method or a file. */
public final class Todos implements TaskTodos {

    @Override
    public List<OpenTodo> all() {
        return List.of(
                open(1, "never connects", "  source = new EventSource(\"/events\");\n", "  return;\n"),
                open(
                        2,
                        "no item",
                        """
                          source.addEventListener("message", (event) => add(event.data));
                        """,
                        ""),
                open(
                        2,
                        "nothing in the console",
                        """
                          console.log(text);
                        """,
                        ""),
                open(3, "text goes in as markup", "item.textContent = text", "item.innerHTML = text"),
                open(
                        4,
                        "no state",
                        """
                          status.textContent = STATES[source.readyState];
                        """,
                        ""),
                open(
                        5,
                        "makes a new one beside the one that the browser connects again",
                        "source.addEventListener(\"error\", showState);",
                        """
                        source.addEventListener("error", () => {
                            showState();
                            if (source.readyState === EventSource.CONNECTING) {
                              source = null;
                              connect();
                            }
                          });\
                        """),
                open(
                        5,
                        "does not show that the browser connects again",
                        "source.addEventListener(\"error\", showState);",
                        """
                        source.addEventListener("error", () => {
                            if (source.readyState === EventSource.CLOSED) {
                              showState();
                            }
                          });\
                        """),
                open(
                        6,
                        "says connecting when it has given up",
                        "source.addEventListener(\"error\", showState);",
                        "source.addEventListener(\"error\", () => (status.textContent = \"connecting\"));"),
                open(
                        7,
                        "two buttons that do nothing",
                        """
                        connectButton.addEventListener("click", connect);
                        disconnectButton.addEventListener("click", disconnect);
                        """,
                        ""));
    }
}
