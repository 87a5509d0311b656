package workbook.checker.load;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The bytes of the requests: one that opens the stream, one that posts an event. */
final class Requests {

    private Requests() {}

    static byte[] stream(Plan plan, int node, String lastEventId) {
        StringBuilder head = head("GET", plan.streams().get(node), plan)
                .append("Accept: text/event-stream\r\n")
                .append("Cache-Control: no-store\r\n");
        if (!lastEventId.isEmpty()) {
            head.append("Last-Event-ID: ").append(lastEventId).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] post(Plan plan, int place, String event) {
        byte[] body = plan.body().replace(Plan.EVENT, event).getBytes(StandardCharsets.UTF_8);
        byte[] head = head("POST", plan.posts().get(place), plan)
                .append("Content-Type: ")
                .append(plan.contentType())
                .append("\r\nContent-Length: ")
                .append(body.length)
                .append("\r\n\r\n")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    private static StringBuilder head(String method, URI uri, Plan plan) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        StringBuilder head = new StringBuilder(256)
                .append(method)
                .append(' ')
                .append(path)
                .append(uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                .append(" HTTP/1.1\r\nHost: ")
                .append(uri.getRawAuthority())
                .append("\r\n");
        plan.headers().forEach(line -> head.append(line).append("\r\n"));
        return head;
    }
}
