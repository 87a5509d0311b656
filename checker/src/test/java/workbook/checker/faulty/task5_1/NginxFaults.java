package workbook.checker.faulty.task5_1;

import static workbook.checker.faulty.Variant.faulty;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import workbook.checker.Needs;
import workbook.checker.faulty.EditedAnswers;
import workbook.checker.faulty.EditedSolution;
import workbook.checker.faulty.Variant;

/** Files of task 5.1 with one mistake each: TLS, {@code nginx.conf}, {@code answers.yaml}. */
final class NginxFaults {

    private static final boolean BROWSER = Needs.Installed.isOnPath("chromium");
    private static final boolean NGINX = Needs.Installed.isOnPath("nginx");

    private static final String HTTP_2 =
            """
              protocols: # beside the HTTP/1.1 of application.yaml
                http_2:
                  flow-control-timeout: PT5S # how long a stream that its reader has left may hold up a write
            """;

    private NginxFaults() {}

    static List<Variant> all() {
        return Stream.of(
                        edited("alias", "the alias of another key", 8, "key.alias: server", "key.alias: client"),
                        edited("no alias", "no alias at all", 8, "        key.alias: server", "        #"),
                        edited("tsl", "the block of TLS has another name", 8, "  tls:", "  tsl:"),
                        edited("h1", "HTTP/1.1 only", 9, HTTP_2, ""),
                        edited("502", "an upstream of HTTP/1.0", 10, "proxy_http_version 1.1;", ""),
                        edited(
                                "emerg",
                                "a directive that nginx does not know",
                                10,
                                "proxy_buffering off",
                                "proxy_bufering off"),
                        edited(
                                "brace",
                                "a block that is never closed",
                                10,
                                "        location / {",
                                "        location / { {"),
                        edited("X2", "buffering left on", 11, "proxy_buffering off;", ""),
                        edited(
                                "K2",
                                "a read timeout under the heartbeat",
                                12,
                                "proxy_read_timeout 60s",
                                "proxy_read_timeout 10s"),
                        edited(
                                "K2b",
                                "a read timeout as long as the heartbeat",
                                12,
                                "proxy_read_timeout 60s",
                                "proxy_read_timeout 15s"),
                        edited("ssl", "TLS at nginx without HTTP/2", 13, "ssl http2;", "ssl;"),
                        edited(
                                "no ssl",
                                "nginx without TLS",
                                13,
                                "        listen 127.0.0.1:8443 ssl http2;",
                                "        #"),
                        edited(
                                "half head",
                                "a head may take as long as nginx lets it",
                                16,
                                "    client_header_timeout 10s; # for a whole head, however it drips\n",
                                ""),
                        edited(
                                "half body",
                                "a body may stand still as long as nginx lets it",
                                16,
                                "    client_body_timeout 10s; # between two reads of a body, which reaches the server when it is whole\n",
                                ""),
                        edited(
                                "passed on",
                                "a body is passed on while it comes",
                                16,
                                "proxy_buffering off;",
                                "proxy_buffering off; proxy_request_buffering off;"),
                        edited(
                                "long",
                                "a body may be as long as nginx lets it",
                                16,
                                "    client_max_body_size 64k;\n",
                                ""),
                        edited(
                                "crowd",
                                "one address may open any number of streams",
                                16,
                                "    limit_conn by_address 200;\n",
                                ""),
                        edited(
                                "4000",
                                "one address may open too many streams",
                                16,
                                "limit_conn by_address 200;",
                                "limit_conn by_address 4000;"),
                        answers("seven", "seven streams over HTTP/1.1", "http1-streams: 6", "http1-streams: 7"),
                        answers("wait", "a 503 does no harm", "unavailable: no", "unavailable: yes"),
                        measured(
                                "six",
                                "an answer that the browser contradicts",
                                9,
                                "http1-streams: 6",
                                "http1-streams: 100"),
                        measured("zero", "an answer that the process contradicts", 5, "exit-code: 143", "exit-code: 0"))
                .filter(NginxFaults::canBeMeasured)
                .toList();
    }

    static List<Variant> oddities() {
        return Stream.of(
                        legal(
                                "has every protocol found on the class path",
                                9,
                                HTTP_2,
                                "  protocols-discover-services: true\n"),
                        legal("another way to write a time", 12, "proxy_read_timeout 60s", "proxy_read_timeout 1m30s"),
                        legal(
                                "quotes, and a longer block",
                                11,
                                "proxy_buffering off;",
                                "proxy_buffering \"off\"; if ($arg_x = \"}\") { return 204; }"),
                        legal(
                                "a server of its own for TLS",
                                13,
                                "        listen 127.0.0.1:8443 ssl http2;",
                                """
                                        location / {
                                            proxy_pass http://127.0.0.1:8080;
                                            proxy_http_version 1.1;
                                            proxy_buffering off;
                                        }
                                    }
                                    server {
                                        listen 127.0.0.1:8443 ssl http2;"""),
                        legal(
                                "limits that stand elsewhere, in other units",
                                16,
                                new EditedSolution(
                                                "    client_header_timeout 10s; # for a whole head, however it drips\n",
                                                "")
                                        .and(
                                                "    client_max_body_size 64k;\n    limit_conn_zone",
                                                "    client_max_body_size 0;\n    limit_conn_zone")
                                        .and("    limit_conn by_address 200;\n", "")
                                        .and(
                                                "        listen 127.0.0.1:8081;",
                                                "        client_header_timeout 25000ms;\n        limit_conn by_address 900;\n"
                                                        + "        limit_conn_status 429;\n        listen 127.0.0.1:8081;")
                                        .and(
                                                "proxy_buffering off;",
                                                "proxy_buffering off; client_max_body_size 1000000;")),
                        legal(
                                "the address of a health check is exempt",
                                16,
                                new EditedSolution("limit_conn_zone $binary_remote_addr", "limit_conn_zone $counted")
                                        .and(
                                                "    # What strangers may do.",
                                                "    geo $exempt { default 0; 127.0.0.1 1; }\n"
                                                        + "    map $exempt $counted { 0 $binary_remote_addr; 1 \"\"; }\n"
                                                        + "    # What strangers may do.")),
                        legal(
                                "refuses without a word",
                                16,
                                new EditedSolution(
                                                "limit_conn by_address 200;",
                                                "limit_conn by_address 200; limit_conn_status 444; client_header_timeout 1s;")
                                        .and(
                                                "    client_header_timeout 10s; # for a whole head, however it drips\n",
                                                "")))
                .filter(NginxFaults::canBeMeasured)
                .toList();
    }

    private static boolean canBeMeasured(Variant variant) {
        if (variant.subject() instanceof EditedSolution edited) {
            boolean browser = edited.only().contains(9);
            boolean nginx = edited.only().stream().anyMatch(check -> check >= 10 && check <= 13 || check == 16);
            return (BROWSER || !browser) && (NGINX || !nginx);
        }
        return true;
    }

    private static Variant edited(String fault, String name, int kills, String from, String to) {
        return faulty(fault, name, "5.1/" + kills, new EditedSolution(from, to, Set.of(kills)));
    }

    private static Variant answers(String fault, String name, String from, String to) {
        return faulty(fault, name, "5.1/14", new EditedAnswers(14, from, to));
    }

    /** What another check measured is held against the answer. */
    private static Variant measured(String fault, String name, int by, String from, String to) {
        return faulty(fault, name, "5.1/14", new EditedSolution(from, to, Set.of(by, 14)));
    }

    private static Variant legal(String name, int check, String from, String to) {
        return legal(name, check, new EditedSolution(from, to));
    }

    private static Variant legal(String name, int check, EditedSolution solution) {
        return Variant.legal("5.1", name, new EditedSolution(solution.edits(), Set.of(check)));
    }
}
