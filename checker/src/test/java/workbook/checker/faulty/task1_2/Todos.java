package workbook.checker.faulty.task1_2;

import static workbook.checker.faulty.OpenTodo.open;

import java.util.List;
import workbook.checker.faulty.OpenTodo;
import workbook.checker.faulty.TaskTodos;

/** What a learner of task 1.2 has who left one TODO open, where several share a method or a file. */
public final class Todos implements TaskTodos {

    @Override
    public List<OpenTodo> all() {
        return List.of(
                open(
                        1,
                        "no content type",
                        """
                                res.header(HeaderValues.CONTENT_TYPE_EVENT_STREAM);
                        """,
                        ""),
                open(
                        2,
                        "nothing is written",
                        """
                                    out.write(event.encode().getBytes(StandardCharsets.UTF_8));
                        """,
                        ""),
                open(
                        3,
                        "all lines in one field",
                        "LINE_END.split(value.toString(), -1)",
                        "new String[] {value.toString()}"),
                open(4, "no space behind the colon", "append(\": \")", "append(\":\")"),
                open(4, "stripped", "append(line)", "append(line.strip())"),
                open(
                        5,
                        "what is empty is left out",
                        """
                                if (value == null) {
                                    return;\
                        """,
                        """
                                if (value == null || value.toString().isEmpty()) {
                                    return;\
                        """),
                open(
                        5,
                        "empty lines at the end are lost",
                        "LINE_END.split(value.toString(), -1)",
                        "LINE_END.split(value.toString())"),
                open(
                        6,
                        "the charset of the platform, which may be Latin-1",
                        "getBytes(StandardCharsets.UTF_8)",
                        "getBytes(StandardCharsets.ISO_8859_1)"),
                open(
                        6,
                        "every line end that Java knows",
                        "Pattern.compile(\"\\r\\n|\\r|\\n\")",
                        "Pattern.compile(\"\\\\R\")"),
                open(
                        7,
                        "no type",
                        """
                                field(block, "event", type);
                        """,
                        ""),
                open(
                        8,
                        "no id",
                        """
                                field(block, "id", id);
                        """,
                        ""),
                open(
                        9,
                        "no retry",
                        """
                                field(block, "retry", retry);
                        """,
                        ""),
                open(
                        10,
                        "no comment",
                        """
                                field(block, "", comment); // a comment is a field without a name
                        """,
                        ""),
                open(
                        11,
                        "what is absent is empty",
                        """
                                    return;
                                }
                                for (\
                        """,
                        """
                                    value = "";
                                }
                                for (\
                        """),
                open(
                        12,
                        "bad input is a fault of the server",
                        """
                                    refuse(res, e.getMessage());
                                    return;\
                        """,
                        "            throw e;"),
                open(
                        12,
                        "lines in the id and the type are let in",
                        """
                                requireOneLine("id", id);
                                requireOneLine("type", type);
                        """,
                        ""),
                open(
                        13,
                        "caches may keep it",
                        """
                                res.header(HeaderNames.CACHE_CONTROL, "no-cache");
                        """,
                        ""),
                open(
                        14,
                        "one builder for all",
                        """
                            String encode() {
                                StringBuilder block = new StringBuilder();\
                        """,
                        """
                            private static final StringBuilder block = new StringBuilder();

                            String encode() {\
                        """));
    }
}
