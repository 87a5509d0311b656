package workbook.checker.classroom.console;

import static workbook.checker.text.Text.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Duration;
import workbook.checker.classroom.proxy.RecordingProxy.Cut;
import workbook.checker.classroom.serving.TextBody;
import workbook.checker.text.Text;
import workbook.checker.workbook.Clock;
import workbook.checker.workbook.Task;

/** Streams what happens to the windows, and obeys their commands. */
final class ConsoleService implements HttpService {

    /** A header that no form or link of another page can send. A script of one has to ask first, and is refused. */
    static final HeaderName COMMAND = HeaderNames.create("Workbook-Console");

    private static final int LARGEST = 16 << 10;
    private static final int LONGEST_LINE = 4000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConsoleTasks tasks;
    private final SolutionRun run;
    private final WireLogFeed wireLog;
    private final Duration heartbeat;

    ConsoleService(ConsoleTasks tasks, SolutionRun run, WireLogFeed wireLog, Duration heartbeat) {
        this.tasks = tasks;
        this.run = run;
        this.wireLog = wireLog;
        this.heartbeat = heartbeat;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/events", this::events)
                .get("/workbook.json", (req, res) -> json(res, tasks.json()))
                .get("/source/{task}", this::source)
                .post("/commands/{name}", this::command);
    }

    private void events(ServerRequest req, ServerResponse res) throws IOException {
        wireLog.feed().serve(req, res, heartbeat);
    }

    private void source(ServerRequest req, ServerResponse res) throws IOException {
        try {
            Task task = task(req.path().pathParameters().get("task"));
            json(res, SolutionSource.json(tasks.home(), task));
        } catch (Refusal e) {
            refuse(res, e);
        }
    }

    private void command(ServerRequest req, ServerResponse res) throws IOException {
        try {
            requireOwnPage(req);
            obey(req.path().pathParameters().get("name"), arguments(req));
            json(res.status(Status.ACCEPTED_202), "{}");
        } catch (TextBody.TooLarge e) {
            refuse(res, new Refusal(413, text("body: more than %d bytes", "请求体超过 %d 字节", LARGEST)));
        } catch (Refusal e) {
            refuse(res, e);
        }
    }

    private void obey(String name, JsonNode arguments) {
        switch (name) {
            case "select" -> run.select(task(arguments.path("task").asText()));
            case "start" -> run.startOrStop();
            case "restart" -> run.restart();
            case "clock" -> run.clock(flag(arguments, "fast") ? Clock.FAST : Clock.REAL);
            case "cut" -> run.cut(arguments.path("how").asText().equals("fin") ? Cut.FIN : Cut.RST);
            case "slow" -> run.slow(arguments.path("connection").asLong(0));
            case "send" -> run.send(line(arguments));
            case "many" -> run.sendMany(line(arguments));
            case "clear" -> wireLog.clear();
            default -> throw new Refusal(404, text("There is no command \"%s\".", "没有命令“%s”。", name));
        }
    }

    private Task task(String id) {
        return tasks.task(id).orElseThrow(() -> new Refusal(404, text("There is no task \"%s\".", "没有任务“%s”。", id)));
    }

    private static boolean flag(JsonNode arguments, String key) {
        if (!arguments.path(key).isBoolean()) {
            throw new Refusal(400, text("%s: want true or false", "%s：应为 true 或 false", key));
        }
        return arguments.get(key).asBoolean();
    }

    private static String line(JsonNode arguments) {
        String line = arguments.path("text").asText();
        if (line.isEmpty() || line.length() > LONGEST_LINE) {
            throw new Refusal(400, text("text: want 1 to %d characters", "text：应为 1 到 %d 个字符", LONGEST_LINE));
        }
        return line;
    }

    private static JsonNode arguments(ServerRequest req) throws IOException {
        try {
            String body = TextBody.text(req, LARGEST);
            JsonNode arguments = body.isEmpty() ? Json.object() : JSON.readTree(body);
            if (arguments.isObject()) {
                return arguments;
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // Refused below.
        }
        throw new Refusal(400, text("body: want an object of JSON", "请求体：应为一个 JSON 对象"));
    }

    /** Refuses a command of a page of another origin. That the host name is ours was checked before. */
    private static void requireOwnPage(ServerRequest req) {
        if (req.headers().first(COMMAND).isEmpty()) {
            throw new Refusal(403, text("A command needs the header %s.", "命令必须带有请求头 %s。", COMMAND.defaultCase()));
        }
        String own = "http://" + req.authority();
        String origin = req.headers().first(HeaderNames.ORIGIN).orElse(own);
        if (!origin.equalsIgnoreCase(own)) {
            throw new Refusal(403, text("Origin: a page of %s may not command.", "Origin：%s 的页面不能下命令。", origin));
        }
    }

    static void refuse(ServerResponse res, Refusal refusal) {
        refuse(res, refusal.status(), refusal.reason());
    }

    static void refuse(ServerResponse res, int status, Text reason) {
        res.header(HeaderValues.CONTENT_TYPE_JSON);
        TextBody.refuse(
                res,
                Status.create(status),
                Json.object().set("error", Json.text(reason)).toString());
    }

    private static void json(ServerResponse res, String json) {
        res.header(HeaderValues.CONTENT_TYPE_JSON);
        res.header(HeaderNames.CACHE_CONTROL, "no-cache");
        res.send(json);
    }
}
