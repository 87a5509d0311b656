package workbook.checker.faulty.task5_1;

import static workbook.checker.faulty.OpenTodo.open;

import java.util.List;
import workbook.checker.faulty.OpenTodo;
import workbook.checker.faulty.TaskTodos;

/** What a learner of task 5.1 has who left one TODO open, where several share a method or a file. */
public final class Todos implements TaskTodos {

    @Override
    public List<OpenTodo> all() {
        return List.of(
                open(
                        1,
                        "no stream",
                        """
                                if (log.isClosed()) {
                                    stopping(res);
                                    return;
                                }
                                long place = place(req);\
                        """,
                        """
                                if (log.end() >= 0) {
                                    res.status(io.helidon.http.Status.NOT_IMPLEMENTED_501).send("not written yet\\n");
                                    return;
                                }
                                long place = place(req);\
                        """),
                open(
                        1,
                        "from now on, whatever the id says",
                        """
                                        .map(log::placeOf)
                                        .orElseGet(log::end);\
                        """,
                        """
                                        .map(id -> log.end())
                                        .orElseGet(log::end);\
                        """),
                open(
                        2,
                        "no heartbeat",
                        """
                         else if (next.messages().isEmpty() && !next.last()) {
                                    out.write(HEARTBEAT);
                                }\
                        """,
                        ""),
                open(
                        3,
                        "no goodbye",
                        """
                                    out.write(bye());
                        """,
                        ""),
                open(
                        3,
                        "a goodbye without a retry",
                        "\"event: bye\\nretry: \" + pause + \"\\ndata",
                        "\"event: bye\\ndata"),
                open(
                        3,
                        "one retry for all",
                        "ThreadLocalRandom.current().nextLong(retry.toMillis(), 2 * retry.toMillis() + 1)",
                        "retry.toMillis()"),
                open(4, "the end before the last messages", "closed && last == newest", "closed"),
                open(4, "nobody is woken", "place == newest && !closed && left > 0", "place == newest && left > 0"),
                open(
                        5,
                        "the server goes first",
                        "return Weighted.DEFAULT_WEIGHT + 1;",
                        "return Weighted.DEFAULT_WEIGHT;"),
                open(
                        5,
                        "waits for the streams",
                        """
                            public void shutdown() {
                                log.close();\
                        """,
                        """
                            public void shutdown() {
                                log.close();
                                try {
                                    Thread.sleep(60_000);
                                } catch (InterruptedException e) {
                                    return;
                                }\
                        """),
                open(
                        6,
                        "takes new streams when the log is closed",
                        """
                                if (log.isClosed()) {
                                    stopping(res);
                                    return;
                                }
                        """,
                        ""),
                open(
                        7,
                        "no reset",
                        """
                                    out.write(reset(next));
                        """,
                        ""),
                open(
                        8,
                        "no key",
                        """
                          tls:
                            private-key:
                              keystore:
                                resource:
                                  path: target/server.p12
                                passphrase: changeit
                                key.alias: server # without it Helidon looks for "1", finds nothing, and each handshake fails in silence
                        """,
                        ""),
                open(
                        8,
                        "no alias",
                        """
                                key.alias: server # without it Helidon looks for "1", finds nothing, and each handshake fails in silence
                        """,
                        ""),
                open(
                        9,
                        "HTTP/1.1 only",
                        """
                          protocols: # beside the HTTP/1.1 of application.yaml
                            http_2:
                              flow-control-timeout: PT5S # how long a stream that its reader has left may hold up a write
                        """,
                        ""),
                open(
                        10,
                        "HTTP/1.0",
                        """
                                    proxy_http_version 1.1; # before nginx 1.29.7 the default is 1.0, which knows no chunks: 502
                                    proxy_set_header Connection ""; # or nginx sends "close" with each request
                        """,
                        ""),
                open(
                        11,
                        "buffers",
                        """
                                    proxy_buffering off; # what a slow client does not take must stay with the server, which knows what to do
                        """,
                        ""),
                open(12, "ten seconds", "proxy_read_timeout 60s;", "proxy_read_timeout 10s;"),
                open(
                        13,
                        "no TLS",
                        """
                                listen 127.0.0.1:8443 ssl http2; # nginx 1.25.1 and later: "http2 on;" on a line of its own
                                ssl_certificate     ../../../target/server.crt; # seen from the folder of this file
                                ssl_certificate_key ../../../target/server.key;
                        """,
                        ""));
    }
}
