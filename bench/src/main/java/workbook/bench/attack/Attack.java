package workbook.bench.attack;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.OptionalLong;
import workbook.bench.attack.Posts.Taken;

/**
 * One thing that a stranger does to a server, bounded in bytes and in time.
 *
 * @param name what is done
 * @param deed does it, and tells how the server took it
 */
record Attack(String name, Deed deed) {

    static final String HELD = "held";
    static final String NOT_FOR_IT = "–";

    /** How many connections are held. The least limit of connections in the workbook is more than that. */
    static final int HELD_CONNECTIONS = 190;

    /** How many good messages or questions are sent. */
    private static final int MANY = 1000;

    private static final int AT_ONCE = 100;
    private static final int LARGE_ONES = 200;

    /** Does it. Returns {@link #HELD}, a dash where it makes no sense, or what happened instead. */
    interface Deed {
        String to(Victim victim, Posts posts) throws IOException;
    }

    static List<Attack> all() {
        return List.of(
                new Attack("HTTP/2 preface", Attack::preface),
                new Attack("head of 1 MB", Attack::fields),
                new Attack("64 MB, with a length", (victim, posts) -> big(victim, posts, "Content-Length: 64000000")),
                new Attack("64 MB, chunked", (victim, posts) -> big(victim, posts, "Transfer-Encoding: chunked")),
                new Attack("64 MB over HTTP/2", Http2Body::send),
                new Attack("200 of 4 MB", Attack::large),
                new Attack("1000 of the largest, nobody reads", Attack::fill),
                new Attack("a crowd that never reads, one of the largest", Crowds::stuck),
                new Attack("a crowd of bodies but for a byte", Crowds::halfBodies),
                new Attack("190 half requests", Attack::half),
                new Attack("Connection: close", Attack::close),
                new Attack("one request becomes two", Attack::smuggle),
                new Attack("form instead of JSON", Attack::form),
                new Attack("foreign Origin", Attack::origin),
                new Attack("cross-site", Attack::crossSite),
                new Attack("foreign Host", Attack::host),
                new Attack("page without headers", Attack::page));
    }

    /** A server that speaks HTTP/2 answers with SETTINGS, a frame of type 4. */
    private static String preface(Victim victim, Posts posts) throws IOException {
        String text = victim.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0")
                .text();
        return text.length() > 3 && text.charAt(3) == 4 ? "speaks it" : HELD;
    }

    private static String fields(Victim victim, Posts posts) throws IOException {
        String head = "GET / HTTP/1.1\r\nHost: " + victim.authority() + "\r\n" + "a: bcd\r\n".repeat(125_000) + "\r\n";
        List<String> statuses = victim.send(head).statuses();
        return statuses.stream().allMatch(status -> status.startsWith("4")) ? HELD : "took it: " + statuses;
    }

    private static String big(Victim victim, Posts posts, String framing) throws IOException {
        if (!posts.any()) {
            return NOT_FOR_IT;
        }
        String piece = "x".repeat(64_000);
        String body = framing.endsWith("chunked") ? "fa00\r\n" + piece + "\r\n" : piece;
        return refused(victim.send(posts.request(victim, framing) + body.repeat(1000)));
    }

    private static String large(Victim victim, Posts posts) throws IOException {
        if (!posts.any()) {
            return NOT_FOR_IT;
        }
        String request = posts.request(victim, "Content-Length: 4000000") + "x".repeat(4_000_000);
        for (int i = 0; i < LARGE_ONES; i++) {
            String outcome = refused(victim.send(request));
            if (!outcome.equals(HELD)) {
                return outcome;
            }
        }
        return HELD;
    }

    /** A server need not read all of a body, and then its refusal may be lost with the connection. */
    private static String refused(Victim.Reply reply) {
        List<String> statuses = reply.statuses();
        return statuses.isEmpty() || statuses.getFirst().equals("413") ? HELD : "took it: " + statuses;
    }

    private static String fill(Victim victim, Posts posts) throws IOException {
        if (!posts.kept()) {
            return NOT_FOR_IT;
        }
        String body = posts.body(victim.largestBody());
        String one = posts.request(victim, "Content-Length: " + body.length()) + body;
        String last = posts.request(victim, "Connection: close\r\nContent-Length: " + body.length()) + body;
        List<Socket> stuck = victim.hold(1, "GET /events HTTP/1.1\r\nHost: " + victim.authority() + "\r\n\r\n");
        try {
            for (int sent = 0; sent < MANY; sent += AT_ONCE) {
                Victim.Reply reply = victim.sendUntilClosed(one.repeat(AT_ONCE - 1) + last);
                if (!reply.isTaken(AT_ONCE)) {
                    List<String> statuses = reply.statuses();
                    return statuses.size() + " answers of " + AT_ONCE + ", the last one "
                            + statuses.reversed().stream().findFirst().orElse("none");
                }
            }
            return prompt(victim);
        } finally {
            Victim.release(stuck);
        }
    }

    /** Others must get their answers while these connections are open. */
    private static String half(Victim victim, Posts posts) throws IOException {
        List<Socket> held = victim.hold(
                HELD_CONNECTIONS,
                posts.any() ? posts.request(victim, "Content-Length: 9") + "x" : "GET / HTTP/1.1\r\nHost: ");
        try {
            return prompt(victim);
        } finally {
            Victim.release(held);
        }
    }

    /** Whether it is alive, and answers soon. */
    static String prompt(Victim victim) {
        OptionalLong millis = victim.answerMillis();
        if (millis.isEmpty()) {
            return "dead";
        }
        return millis.getAsLong() <= Victim.PROMPT_MILLIS ? HELD : "answers in " + millis.getAsLong() + " ms";
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
        return posts.taken() == Taken.JSON
                ? status(victim, posts.request(victim, "Content-Length: 2", "text/plain") + "{}", "415")
                : NOT_FOR_IT;
    }

    private static String origin(Victim victim, Posts posts) throws IOException {
        return posts.any() && posts.taken() != Taken.REPORT
                ? foreign(victim, posts, "Origin: http://evil.example")
                : NOT_FOR_IT;
    }

    private static String crossSite(Victim victim, Posts posts) throws IOException {
        return posts.taken() == Taken.TEXT || posts.taken() == Taken.JSON
                ? foreign(victim, posts, "Sec-Fetch-Site: cross-site")
                : NOT_FOR_IT;
    }

    private static String foreign(Victim victim, Posts posts, String field) throws IOException {
        return status(victim, posts.request(victim, field + "\r\nContent-Length: 2") + "{}", "403");
    }

    /** The board may have any name, but shows its learners only to whoever has the code. */
    private static String host(Victim victim, Posts posts) throws IOException {
        return posts.taken() == Taken.REPORT
                ? status(victim, "GET /events HTTP/1.1\r\nHost: evil.example\r\n\r\n", "401")
                : status(victim, "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", "421");
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
