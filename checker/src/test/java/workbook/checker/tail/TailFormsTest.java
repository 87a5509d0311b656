package workbook.checker.tail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import workbook.checker.faulty.Handler;
import workbook.checker.scripted.ScriptedServer;

/** What each form of a tail makes of the same stream. */
@Execution(ExecutionMode.CONCURRENT)
class TailFormsTest {

    private static ScriptedServer serving(String... writes) {
        return Handler.start(0, (request, reply) -> {
            reply.eventStream();
            for (String text : writes) {
                reply.write(text);
            }
            reply.end();
        });
    }

    private static Following followed(Following following) throws Exception {
        following.once().run();
        return following;
    }

    @Test
    void commentsInARowAreCounted() throws Exception {
        try (ScriptedServer server = serving(": a\n\n", ": b\n\n: c\n\n", "data: 1\n\n", ":d\n\n")) {
            Following following = followed(Following.of(server.uri()));
            assertEquals(
                    List.of(
                            "open: status 200, text/event-stream, after N s",
                            ": a",
                            "+ 2 comments in N s",
                            "message   1",
                            ":d",
                            "the server ended the stream cleanly"),
                    following.lines());
        }
    }

    @Test
    void aLineIsCutToATerminalAndWholeInAPipe() throws Exception {
        String data = "{\"text\":\"" + "x".repeat(200) + "\"}";
        try (ScriptedServer server = serving("data: " + data + "\n\n")) {
            assertTrue(followed(Following.of(server.uri())).raw().contains(data));
            Following terminal = followed(Following.of(server.uri()).onTerminal());
            assertFalse(terminal.raw().contains(data));
            assertTrue(terminal.raw().contains("…"), terminal::raw);
            assertTrue(terminal.raw().lines().allMatch(line -> line.length() <= 80), terminal::raw);
        }
    }

    @Test
    void fullShowsJsonInLines() throws Exception {
        try (ScriptedServer server =
                serving("data: {\"a\":[1],\ndata: \"b\":\"\\u001b\"}\n\n", "data: x\ndata: y\n\n")) {
            Following following = followed(Following.of(server.uri()).as(output -> new LineForm(output, true)));
            assertEquals(
                    """
                    open: status 200, text/event-stream, after N s
                    message
                    {
                    "a" : [ 1 ],
                    "b" : "\\u001B"
                    }
                    message
                    x
                    y
                    the server ended the stream cleanly
                    """
                            .lines()
                            .toList(),
                    following.lines());
        }
    }

    @Test
    void jsonIsOneObjectALine() throws Exception {
        try (ScriptedServer server =
                serving("retry: 5000\nid: 1\nevent: tick\ndata: {\"n\":1}\n\n", ": hi\n\n", "oops\n\n")) {
            Following following = followed(Following.of(server.uri()).as(JsonLinesForm::new));
            List<JsonNode> lines = new ArrayList<>();
            for (String line : following.raw().lines().toList()) {
                lines.add(new ObjectMapper().readTree(line));
            }
            assertEquals(
                    List.of("open", "retry", "event", "comment", "ignored", "end", "summary"),
                    lines.stream().map(line -> line.get("kind").asText()).toList());
            JsonNode event = lines.get(2);
            assertEquals("tick", event.get("type").asText());
            assertEquals("1", event.get("id").asText());
            assertEquals("{\"n\":1}", event.get("data").asText());
            assertEquals(1, lines.getLast().at("/events/tick").asInt());
        }
    }

    @Test
    void bytesAreShownAsTheyCame() throws Exception {
        try (ScriptedServer server = serving("data: one\r\n\r\n")) {
            Following following = followed(Following.of(server.uri()).as(BytesForm::new));
            assertTrue(following.lines().contains("data: one\\r\\n"), following::raw);
            assertTrue(following.lines().contains("d\\r\\n"), following::raw);
            assertTrue(following.raw().contains("HTTP/1.1 200 OK\\r\\n"), following::raw);
        }
    }

    @Test
    void theTextOfAModelIsPutTogether() throws Exception {
        try (ScriptedServer server = serving(
                "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n",
                "data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}\n\n",
                "data: {\"choices\":[{\"delta\":{\"content\":\"lo\\n你好\"}}]}\n\n",
                "data: [DONE]\n\n")) {
            Following following =
                    followed(Following.of(server.uri()).as(output -> new DeltaForm(output, "choices.0.delta.content")));
            assertEquals("Hello\n你好", following.raw().strip());
        }
    }

    static Stream<Function<TailOutput, TailForm>> forms() {
        return Stream.of(
                output -> new LineForm(output, false),
                output -> new LineForm(output, true),
                JsonLinesForm::new,
                BytesForm::new,
                output -> new DeltaForm(output, "a"));
    }

    /** ESC, CSI in one character, a title, and the reading direction, wherever a server can put them. */
    @ParameterizedTest
    @MethodSource("forms")
    void noFormSendsATerminalWhatItWouldActOn(Function<TailOutput, TailForm> form) throws Exception {
        String evil = "\u001b[31m\u009b31m\u001b]0;title\u0007\u202e\u0000";
        try (ScriptedServer server = serving(
                "id: " + evil.replace("\0", "") + "\nevent: " + evil + "\ndata: " + evil + "\n\n",
                ":" + evil + "\n\n",
                evil + ": x\n\nretry: " + evil + "\n\n",
                "data: {\"a\":\"\\u001b[31m\\u009b\\u202e\"}\n\n",
                "data: " + evil)) {
            Following following =
                    followed(Following.of(server.uri()).onTerminal().as(form));
            String drawnOver = following.raw().replace("\r\u001b[K", "");
            assertTrue(
                    (drawnOver + following.complaints())
                            .chars()
                            .noneMatch(sign -> Character.isISOControl(sign) && sign != '\n' || sign == 0x202e),
                    () -> drawnOver);
            assertTrue(drawnOver.contains("\\u001b") || drawnOver.contains("\\u001B"), () -> drawnOver);
        }
    }
}
