package workbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.config.Config;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientResponse;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpRoute;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A finite stream is tested like any other body: send a request, then compare the answer byte by byte. */
@ServerTest
class WireFormatServiceTest {

    private final Http1Client client;

    WireFormatServiceTest(Http1Client client) {
        this.client = client;
    }

    @SetUpRoute
    static void routing(HttpRouting.Builder routing) {
        Main.routing(routing, Config.empty());
    }

    static Stream<Arguments> events() {
        return Stream.of(
                arguments("{}", "\n"),
                arguments("{'data': 'hello'}", "data: hello\n\n"),
                arguments("{'data': 'a\\nb\\rc\\r\\nd'}", "data: a\ndata: b\ndata: c\ndata: d\n\n"),
                arguments("{'data': ' a '}", "data:  a \n\n"),
                arguments("{'data': ''}", "data: \n\n"),
                arguments("{'data': 'x\\n'}", "data: x\ndata: \n\n"),
                arguments("{'data': '豆腐 😀 \\u2028 \\u0085'}", "data: 豆腐 😀 \u2028 \u0085\n\n"),
                arguments("{'comment': 'one\\ntwo'}", ": one\n: two\n\n"),
                arguments("{'retry': 3000, 'data': null}", "retry: 3000\n\n"),
                arguments("{'id': 'é7', 'type': 'tick', 'data': 'x', 'more': 1}", "event: tick\nid: é7\ndata: x\n\n"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void writesTheEvent(String json, String wire) {
        try (Http1ClientResponse response = post(json)) {
            assertEquals(Status.OK_200, response.status());
            assertEquals(wire, response.as(String.class));
        }
    }

    @Test
    void isAnEventStreamThatNobodyMayStore() {
        try (Http1ClientResponse response = post("{}")) {
            assertEquals(
                    HeaderValues.CONTENT_TYPE_EVENT_STREAM, response.headers().get(HeaderNames.CONTENT_TYPE));
            assertEquals(
                    "no-cache",
                    response.headers().get(HeaderNames.CACHE_CONTROL).get());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "{} {}",
                "{'data': 5}",
                "{'retry': -1}",
                "{'retry': 1.5}",
                "{'retry': 9007199254740992}",
                "{'id': 'a\\u0000'}",
                "{'id': 'a\\ndata: forged'}",
                "{'type': 'a\\rb'}"
            })
    void refusesWhatIsNoEvent(String json) {
        try (Http1ClientResponse response = post(json)) {
            assertEquals(Status.BAD_REQUEST_400, response.status());
            assertEquals("{\"error\":\"", response.as(String.class).substring(0, 10));
        }
    }

    /** Posts JSON in which single quotes stand for double ones, so that the cases are easy to read. */
    private Http1ClientResponse post(String json) {
        return client.post("/echo").contentType(MediaTypes.APPLICATION_JSON).submit(json.replace('\'', '"'));
    }
}
