package workbook.checker.clients;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import workbook.checker.finding.Severity;
import workbook.checker.finding.WireText;
import workbook.checker.scripted.Answer;
import workbook.checker.scripted.Request;
import workbook.checker.scripted.Script;
import workbook.checker.text.Text;

/** What a client asks for, which answers it refuses, and where it follows. */
final class RequestRules {

    private static final String FORGED = "data: forged\n\n";
    private static final Text FAILS = text(
            "any other status or type fails the connection, and then the client must not come back",
            "其他状态码或类型都会使连接失败，此后客户端不得重连");
    private static final Text NOT_LOOKED = text(
            "status and type of the answer are not looked at, or every error is retried", "没有检查响应的状态码和类型，或者任何错误都重试");

    /** More redirects than any client has to follow. */
    private static final int ENDLESS = 100;

    /** How much longer a client is told to rest than what is taken for a rest. */
    private static final Duration MORE = Duration.ofMillis(100);

    /** So often no machine holds up a client that goes on at once. */
    private static final int RESTS = 3;

    private RequestRules() {}

    static List<ClientRule> all() {
        List<ClientRule> rules = new ArrayList<>(List.of(
                new ClientRule("request/1", Severity.MUST, text("GET", "GET"), "HTML 9.2.2", bench -> {
                    request(bench, request -> request.method().equals("GET"), same("GET"), request -> request.method());
                }),
                // The standard says "may".
                new ClientRule("request/2", Severity.ADVICE, same("Accept: text/event-stream"), "HTML 9.2.2", bench -> {
                    request(
                            bench,
                            request -> field(request, "accept").contains("text/event-stream"),
                            same("Accept: text/event-stream"),
                            request -> "Accept: " + field(request, "accept"));
                }),
                new ClientRule(
                        "request/3",
                        Severity.SHOULD,
                        text("no cache may answer", "不接受缓存的响应"),
                        "HTML 9.2.2; Fetch, HTTP-network-or-cache fetch",
                        bench -> {
                            request(
                                    bench,
                                    request -> field(request, "cache-control").matches(".*no-(cache|store).*"),
                                    same("Cache-Control: no-cache"),
                                    request -> "Cache-Control: " + field(request, "cache-control"));
                        }),
                new ClientRule(
                        "request/4",
                        Severity.MUST,
                        text("no Last-Event-ID at first", "首次请求不带 Last-Event-ID"),
                        "HTML 9.2.3",
                        bench -> {
                            request(
                                    bench,
                                    request -> request.header("last-event-id").isEmpty(),
                                    text("no Last-Event-ID", "没有 Last-Event-ID"),
                                    request -> "Last-Event-ID: " + field(request, "last-event-id"));
                        }),
                refused(1, text("204 ends it for good", "204 表示彻底结束"), "204 No Content"),
                refused(2, text("4xx fails it for good", "4xx 使连接彻底失败"), "404 Not Found", "429 Too Many Requests"),
                refused(
                        3,
                        text("5xx fails it for good", "5xx 使连接彻底失败"),
                        "500 Internal Server Error",
                        "503 Service Unavailable"),
                typed(4, text("another type fails it", "其他类型使连接失败"), "text/html", "application/json"),
                typed(5, text("no type fails it", "没有类型使连接失败"), ""),
                refused(6, text("a redirect to nowhere fails it", "没有 Location 的重定向使连接失败"), "302 Found"),
                refused(
                        7,
                        text("only 200 is a stream, not 201 nor 206", "只有 200 才是流，201 和 206 不是"),
                        "201 Created",
                        "206 Partial Content"),
                new ClientRule(
                        "refuse/8",
                        Severity.MUST,
                        text("the type in any case, with a parameter, is no reason", "类型的大小写和参数不是拒绝的理由"),
                        "HTML 9.2.2, RFC 9110 8.3.1",
                        RequestRules::accepted)));
        for (int status : List.of(301, 302, 303, 307, 308)) {
            rules.add(status == 301 ? followed(status) : followed(status).needing("follow/1"));
        }
        rules.add(new ClientRule(
                "follow/6",
                Severity.MUST,
                text("redirects in a circle come to an end", "循环重定向必须终止"),
                "Fetch, HTTP-redirect fetch",
                RequestRules::endless));
        return rules;
    }

    private static String field(Request request, String name) {
        return request.header(name).orElse("");
    }

    private static void request(Bench bench, Predicate<Request> right, Text wanted, Function<Request, String> shown) {
        Script stream = (request, answer) ->
                new Reply(answer).stream().write("data: hi\n\n").hold();
        bench.stage(List.of(stream), stage -> {
            Request first = stage.visits().getFirst().request();
            if (!right.test(first)) {
                throw Broken.of(
                        wanted,
                        same(WireText.escape(shown.apply(first))),
                        text("the request of an event stream is made so", "事件流的请求应当如此发出"),
                        Text.NONE,
                        stage.conversations());
            }
        });
    }

    private static ClientRule refused(int number, Text title, String... statuses) {
        return new ClientRule("refuse/" + number, Severity.MUST, title, "HTML 9.2.2", bench -> {
            Map<String, Script> refusals = new LinkedHashMap<>();
            for (String status : statuses) {
                boolean bare = status.startsWith("204");
                refusals.put(status, (request, answer) -> new Reply(answer)
                        .whole(status, bare ? "" : "text/event-stream", bare ? "" : FORGED));
            }
            refuses(bench, refusals);
        });
    }

    private static ClientRule typed(int number, Text title, String... types) {
        return new ClientRule("refuse/" + number, Severity.MUST, title, "HTML 9.2.2", bench -> {
            Map<String, Script> refusals = new LinkedHashMap<>();
            for (String type : types) {
                refusals.put(type.isEmpty() ? "200, no type" : "200 " + type, (request, answer) -> new Reply(answer)
                        .whole("200 OK", type, FORGED));
            }
            refuses(bench, refusals);
        });
    }

    private static void refuses(Bench bench, Map<String, Script> refusals) {
        List<Runnable> judges = new ArrayList<>();
        refusals.forEach((name, refusal) -> judges.add(() -> refuses(bench, name, refusal)));
        Bench.atOnce(judges);
    }

    /** A client that comes back gets the answer on its second request, when it has learned to come back soon. */
    private static void refuses(Bench bench, String name, Script refusal) {
        boolean returns = bench.habits().reconnects();
        Script first = bench.ending(Bench.soon() + "data: first\n\n");
        Script open = (request, answer) ->
                new Reply(answer).stream().write("data: again\n\n").hold();
        List<Script> scripts = returns ? List.of(first, refusal, open) : List.of(refusal, open);
        int last = returns ? 2 : 1;
        bench.stage(scripts, stage -> {
            if (returns && !stage.awaitVisits(2, bench.away())) {
                throw new NotClaimed(text("not seen: it did not come back to be refused", "未观察到：客户端没有重连，无法检验拒绝"));
            }
            if (!stage.noVisitBeyond(last, bench.habits())) {
                throw Broken.of(
                        text("no request after %s", "%s 之后不再请求", name),
                        text("it came back", "它又来了"),
                        FAILS,
                        NOT_LOOKED,
                        stage.conversations());
            }
            if (stage.events().stream().anyMatch(event -> event.data().contains("forged"))) {
                throw Broken.of(
                        text("no event from the body of %s", "%s 的响应体中不产生事件", name),
                        text("an event", "产生了事件"),
                        FAILS,
                        NOT_LOOKED,
                        stage.conversations());
            }
        });
    }

    private static void accepted(Bench bench) {
        String type = "Text/Event-Stream;charset=utf-8";
        Script stream = (request, answer) -> new Reply(answer)
                .head("200 OK", "Content-Type: " + type, "Cache-Control: no-cache", "Transfer-Encoding: chunked")
                .write("data: typed\n\n")
                .hold();
        bench.stage(List.of(stream), stage -> {
            // How it reads the format is asked by others.
            if (!stage.awaitEvent(event -> event.data().contains("typed"))) {
                throw Broken.of(
                        text("the event of a stream with Content-Type: %s", "Content-Type: %s 的流中的事件", type),
                        text("no event", "没有事件"),
                        text(
                                "type and subtype are compared without regard to case, and parameters are left aside",
                                "比较类型和子类型时不区分大小写，参数不参与比较"),
                        text(
                                "the whole field is compared with \"text/event-stream\"; compare what is before the semicolon, in lower case",
                                "把整个字段与 \"text/event-stream\" 比较；应取分号之前的部分，转为小写再比较"),
                        stage.conversations());
            }
        });
    }

    private static ClientRule followed(int status) {
        int number = List.of(301, 302, 303, 307, 308).indexOf(status) + 1;
        return new ClientRule(
                "follow/" + number,
                Severity.MUST,
                text("%d is followed", "跟随 %d", status),
                "Fetch, HTTP-redirect fetch; RFC 9110 15.4",
                bench -> bench.stage(
                        List.of((request, answer) -> {
                            if (request.path().equals("/stream")) {
                                new Reply(answer)
                                        .head(status + " Elsewhere", "Location: /stream/there", "Content-Length: 0")
                                        .end();
                            } else {
                                new Reply(answer)
                                        .stream().write("data: there\n\n").hold();
                            }
                        }),
                        stage -> {
                            if (stage.awaitEvent(event -> event.data().equals("there"))) {
                                return;
                            }
                            throw Broken.of(
                                    text("the event behind the redirect", "重定向之后的事件"),
                                    text(
                                            "%d requests, no event",
                                            "%d 个请求，没有事件", stage.visits().size()),
                                    text("EventSource follows redirects, as fetch does", "EventSource 像 fetch 一样跟随重定向"),
                                    text(
                                            "the HTTP client below it does not follow redirects by default",
                                            "底层的 HTTP 客户端默认不跟随重定向"),
                                    stage.conversations());
                        }));
    }

    /**
     * Each redirect leads one further. A client that comes back has learned first to rest before it does: so it is seen where
     * it gives up and goes on from there, which it may.
     */
    private static void endless(Bench bench) {
        boolean returns = bench.habits().reconnects();
        Duration rest = bench.times().quietFor(Duration.ZERO);
        Script lesson = bench.ending("retry: " + rest.plus(MORE).toMillis() + "\n\ndata: first\n\n");
        bench.stage(
                returns ? List.of(lesson, RequestRules::further) : List.of((Script) RequestRules::further), stage -> {
                    if (returns && !stage.awaitVisits(2, bench.away())) {
                        throw new NotClaimed(
                                text("not seen: it did not come back to be redirected", "未观察到：客户端没有重连，无法检验重定向"));
                    }
                    Chain chain = followed(bench, stage, returns ? Optional.of(rest) : Optional.empty());
                    if (chain.longest() > ENDLESS) {
                        throw Broken.of(
                                text("20 redirects in a row at most", "连续重定向最多 20 次"),
                                text("more than %d", "超过 %d 次", ENDLESS),
                                text(
                                        "after 20 redirects fetch gives up: a circle has no end",
                                        "fetch 在 20 次重定向后放弃：循环没有尽头"),
                                Text.NONE,
                                stage.conversations());
                    }
                });
    }

    private static void further(Request request, Answer answer) {
        String[] parts = request.path().split("/");
        int number = parts.length > 2 ? Integer.parseInt(parts[2]) + 1 : 1;
        new Reply(answer)
                .head("302 Found", "Location: /stream/" + number, "Content-Length: 0")
                .end();
    }

    /**
     * How far a client has followed.
     *
     * @param requests how many it has made
     * @param longest how many of them came in a row, without a rest
     * @param rests how often it has rested
     * @param again whether it has asked twice for the same, as only another attempt does
     */
    private record Chain(int requests, int longest, int rests, boolean again) {

        boolean isDecided() {
            return again || longest > ENDLESS || rests >= RESTS;
        }
    }

    /** Waits for as long as the client goes on following. */
    private static Chain followed(Bench bench, Stage stage, Optional<Duration> rest) {
        int first = rest.isPresent() ? 1 : 0; // the one before was the lesson
        Chain chain = chain(stage, first, rest);
        for (int before = 0; before < chain.requests() && !chain.isDecided(); chain = chain(stage, first, rest)) {
            before = chain.requests();
            stage.awaitEndOrVisits(first + before + 1, bench.times().absence(bench.habits()));
        }
        return chain;
    }

    private static Chain chain(Stage stage, int first, Optional<Duration> rest) {
        List<String> paths = stage.visits().stream()
                .skip(first)
                .map(visit -> visit.request().path())
                .toList();
        int row = 0;
        int longest = 0;
        int rests = 0;
        for (int i = 1; i < paths.size(); i++) {
            Duration pause = stage.pauseBefore(first + i);
            boolean rested = rest.filter(least -> pause.compareTo(least) >= 0).isPresent();
            rests += rested ? 1 : 0;
            row = rested ? 0 : row + 1;
            longest = Math.max(longest, row);
        }
        return new Chain(paths.size(), longest, rests, new HashSet<>(paths).size() < paths.size());
    }

    /**
     * Whether a request asks for a coding. One that is named with the weight 0 is refused, as RFC 9110 12.4.2 has it.
     *
     * @param coding in lower case
     */
    static boolean accepts(Request request, String coding) {
        return Arrays.stream(field(request, "accept-encoding")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\s", "")
                        .split(","))
                .map(named -> named.split(";"))
                .anyMatch(named -> named.length > 0
                        && named[0].equals(coding)
                        && Arrays.stream(named).noneMatch(part -> part.matches("q=0(\\.0*)?")));
    }
}
