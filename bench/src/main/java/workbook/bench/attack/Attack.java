package workbook.bench.attack;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One thing that a stranger does to a server, bounded in bytes and in time.
 *
 * @param name what is done
 * @param deed does it, and tells how the server took it
 */
record Attack(String name, Deed deed) {

    static final String HELD = "held";
    static final String NOT_FOR_IT = "–";

    /** Does it. Returns {@link #HELD}, a dash where it makes no sense, or what happened instead. */
    interface Deed {
        String to(Victim victim, Posts posts) throws IOException;
    }

    static List<Attack> all() {
        return List.of(
                new Attack("HTTP/2 preface", Attack::preface),
                new Attack("64 MB, with a length", (victim, posts) -> big(victim, posts, "Content-Length: 64000000")),
                new Attack("64 MB, chunked", (victim, posts) -> big(victim, posts, "Transfer-Encoding: chunked")),
                new Attack("60 MB of line ends, nobody reads", Attack::fill),
                new Attack("Connection: close", Attack::close),
                new Attack("one request becomes two", Attack::smuggle),
                new Attack("form instead of JSON", Attack::form),
                new Attack("foreign Origin", (victim, posts) -> foreign(victim, posts, "Origin: http://evil.example")),
                new Attack("cross-site", (victim, posts) -> foreign(victim, posts, "Sec-Fetch-Site: cross-site")),
                new Attack("foreign Host", Attack::host),
                new Attack("page without headers", Attack::page));
    }

    /** A server that speaks HTTP/2 answers with SETTINGS, a frame of type 4. */
    private static String preface(Victim victim, Posts posts) throws IOException {
        String text = victim.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0")
                .text();
        return text.length() > 3 && text.charAt(3) == 4 ? "speaks it" : HELD;
    }

    private static String big(Victim victim, Posts posts, String framing) throws IOException {
        if (!posts.any()) {
            return NOT_FOR_IT;
        }
        String piece = "x".repeat(64_000);
        String body = framing.endsWith("chunked") ? "fa00\r\n" + piece + "\r\n" : piece;
        List<String> statuses =
                victim.send(posts.request(victim, framing) + body.repeat(1000)).statuses();
        boolean refused = statuses.isEmpty() || statuses.getFirst().equals("413");
        return !victim.isAlive() ? "dead" : refused ? HELD : "took it: " + statuses;
    }

    private static String fill(Victim victim, Posts posts) throws IOException {
        if (!posts.broadcast()) {
            return NOT_FOR_IT;
        }
        try (Socket stuck = victim.connect()) {
            stuck.getOutputStream()
                    .write(("GET /events HTTP/1.1\r\nHost: " + victim.authority() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String body = "\n".repeat(60_000);
            for (int i = 0; i < 10; i++) {
                victim.send(posts.request(victim, "Content-Length: " + body.length())
                        .concat(body)
                        .repeat(100));
            }
            return victim.isAlive() ? HELD : "dead";
        }
    }

    private static String close(Victim victim, Posts posts) throws IOException {
        if (!posts.any()) {
            return NOT_FOR_IT;
        }
        Victim.Reply reply = victim.send(posts.request(victim, "Connection: close\r\nContent-Length: 2") + "{}"
                + posts.request(victim, "Content-Length: 2") + "{}");
        return reply.statuses().size() == 1 && reply.closed() ? HELD : reply.statuses() + " on one connection";
    }

    private static String smuggle(Victim victim, Posts posts) throws IOException {
        if (!posts.any()) {
            return NOT_FOR_IT;
        }
        String hidden = posts.request(victim, "Content-Length: 2") + "{}";
        Victim.Reply reply = victim.send(posts.request(victim, "Transfer-Encoding: chunked")
                + Integer.toHexString(hidden.length()) + ";x\r\n" + hidden + "\r\n0\r\n\r\n");
        return reply.statuses().size() <= 1 ? HELD : reply.statuses() + " to one request";
    }

    private static String form(Victim victim, Posts posts) throws IOException {
        return posts.json()
                ? status(victim, posts.request(victim, "Content-Length: 2", "text/plain") + "{}", "415")
                : NOT_FOR_IT;
    }

    private static String foreign(Victim victim, Posts posts, String field) throws IOException {
        return posts.any()
                ? status(victim, posts.request(victim, field + "\r\nContent-Length: 2") + "{}", "403")
                : NOT_FOR_IT;
    }

    private static String host(Victim victim, Posts posts) throws IOException {
        return status(victim, "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", "421");
    }

    private static String status(Victim victim, String request, String wanted) throws IOException {
        List<String> statuses = victim.send(request).statuses();
        return statuses.equals(List.of(wanted)) ? HELD : statuses.toString();
    }

    private static String page(Victim victim, Posts posts) throws IOException {
        String text = victim.send("GET / HTTP/1.1\r\nHost: " + victim.authority() + "\r\n\r\n")
                .text();
        if (!text.contains("<!doctype html>")) {
            return NOT_FOR_IT;
        }
        return text.contains("frame-ancestors") && text.contains("nosniff") ? HELD : "bare";
    }
}
