package workbook.checker.conformance;

import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import workbook.checker.http.Bytes;
import workbook.checker.http.HeaderField;
import workbook.checker.server.Reachability;
import workbook.checker.wire.WireRequest;

/**
 * What is asked for, and how.
 *
 * @param headers those of the user, which every request has
 * @param trust which certificates are accepted; empty for those that this Java trusts
 */
public record Endpoint(String method, URI uri, List<HeaderField> headers, Bytes body, Optional<SSLContext> trust) {

    private static final String STREAM = "text/event-stream";

    public Endpoint {
        headers = List.copyOf(headers);
    }

    /** The media type of a body whose sender does not say one: JSON if it begins as an object or a list, else text. */
    public static String mediaTypeOf(Bytes body) {
        String text = body.utf8().strip();
        return text.startsWith("{") || text.startsWith("[") ? "application/json" : "text/plain; charset=utf-8";
    }

    /**
     * Whether an address is of this machine.
     *
     * @throws UnknownHostException if nobody knows the name in it
     */
    public static boolean isOfThisMachine(URI uri) throws UnknownHostException {
        return Reachability.isThisMachine(uri.getHost());
    }

    public Endpoint at(URI other) {
        return new Endpoint(method, other, headers, body, trust);
    }

    /** The same by GET, which has no body. */
    Endpoint byGet() {
        return new Endpoint("GET", uri, Redirection.withoutContent(headers), Bytes.EMPTY, trust);
    }

    /** The same for a server that the secrets of the user are not meant for. */
    Endpoint withoutSecrets() {
        return new Endpoint(method, uri, Redirection.withoutSecrets(headers), body, trust);
    }

    /** The request of a reader of event streams (HTML 9.2.3 sends this Accept and no-store, which asks for no-cache). */
    public WireRequest stream() {
        WireRequest request = plain();
        return given("Accept") ? request : request.with("Accept", STREAM).with("Cache-Control", "no-cache");
    }

    /** The request of a reader that takes these codings, whatever the user takes. */
    WireRequest taking(String codings) {
        List<HeaderField> others = headers.stream()
                .filter(field -> !field.isNamed("Accept-Encoding"))
                .toList();
        return new Endpoint(method, uri, others, body, trust).stream().with("Accept-Encoding", codings);
    }

    /** The request without the fields that only a reader of event streams sends. */
    public WireRequest plain() {
        return new WireRequest(method, uri, headers, body);
    }

    /** A request by another method, without the body. */
    public WireRequest by(String other) {
        return new WireRequest(other, uri, headers, Bytes.EMPTY);
    }

    /** HEAD for the same stream: whatever chooses an answer must be as in the request for the stream itself. */
    public WireRequest head() {
        return new WireRequest("HEAD", uri, stream().headers(), Bytes.EMPTY);
    }

    private boolean given(String name) {
        return headers.stream().anyMatch(field -> field.isNamed(name));
    }

    /** Whether each request of it may cause something, as a POST does (RFC 9110 9.2.1). */
    public boolean isUnsafe() {
        return !method.equals("GET");
    }
}
