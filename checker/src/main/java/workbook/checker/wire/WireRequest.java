package workbook.checker.wire;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import workbook.checker.http.Bytes;
import workbook.checker.http.HeaderField;

/**
 * A request as it will stand on the wire. Host, User-Agent, Accept and Content-Length are added unless {@code headers}
 * has them; nothing is checked or corrected, so that a hostile request can be sent too.
 *
 * @param uri http or https, with a host
 * @param headers besides the ones that are added
 * @param heldBack so many bytes at its end are not sent with it, but later, by {@link WireExchange#sendRest}
 * @param version for example {@code HTTP/1.1}
 */
public record WireRequest(String method, URI uri, List<HeaderField> headers, Bytes body, int heldBack, String version) {
    private static final String USUAL_VERSION = "HTTP/1.1";

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    /** @throws IllegalArgumentException if {@code uri} is not http or https or has no host, or a text is not Latin-1 */
    public WireRequest {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!Set.of("http", "https").contains(scheme) || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "received the URI %s, wanted something like http://127.0.0.1:8080/events".formatted(uri));
        }
        headers = List.copyOf(headers);
        // A character that no single byte can carry must be refused here, not on the reader's thread.
        Bytes.ofLatin1(method);
        headers.forEach(field -> Bytes.ofLatin1(field.name() + field.value()));
    }

    public WireRequest(String method, URI uri, List<HeaderField> headers, Bytes body) {
        this(method, uri, headers, body, 0, USUAL_VERSION);
    }

    public static WireRequest get(URI uri) {
        return new WireRequest("GET", uri, List.of(), Bytes.EMPTY);
    }

    public static WireRequest post(URI uri, String contentType, byte[] body) {
        return new WireRequest("POST", uri, List.of(new HeaderField("Content-Type", contentType)), Bytes.of(body));
    }

    /**
     * One field more; the same name twice sends two fields.
     *
     * @throws IllegalArgumentException if a character of {@code value} is above U+00FF: give the bytes then
     */
    public WireRequest with(String name, String value) {
        List<HeaderField> more = new ArrayList<>(headers);
        more.add(new HeaderField(name, value));
        return new WireRequest(method, uri, more, body, heldBack, version);
    }

    public WireRequest with(String name, byte[] value) {
        return with(name, Bytes.of(value).latin1());
    }

    /** The same to another port of the same host. */
    public WireRequest toPort(int port) {
        String authority = uri.getHost() + ":" + port;
        String moved = uri.getScheme() + "://" + authority + uri.getRawPath();
        String whole = uri.getRawQuery() == null ? moved : moved + "?" + uri.getRawQuery();
        return new WireRequest(method, URI.create(whole), headers, body, heldBack, version);
    }

    /** The same without its last bytes for now: a server that reads it has a request that is not whole. */
    public WireRequest holdingBack(int bytes) {
        return new WireRequest(method, uri, headers, body, bytes, version);
    }

    /**
     * The same without the end of its body for now, from the last byte on that continues a character of UTF-8.
     *
     * @throws IllegalStateException if no character of the body has more than one byte
     */
    public WireRequest cutInCharacter() {
        byte[] bytes = body.toByteArray();
        for (int at = bytes.length - 1; at > 0; at--) {
            if ((bytes[at] & 0xc0) == 0x80) {
                return holdingBack(bytes.length - at);
            }
        }
        throw new IllegalStateException("received a body in ASCII, wanted one with a character of several bytes");
    }

    /** The same with a body that ends where this one holds back its rest. */
    public WireRequest withoutRest() {
        return new WireRequest(method, uri, headers, body.slice(0, body.size() - heldBack));
    }

    /** The same in HTTP/1.0, whose answers know no chunks (RFC 9112 6.1). */
    public WireRequest oldHttp() {
        return new WireRequest(method, uri, headers, body, heldBack, "HTTP/1.0");
    }

    /** What is sent at once. */
    Bytes beginning() {
        Bytes all = toBytes();
        return all.slice(0, all.size() - heldBack);
    }

    /** What is held back. */
    Bytes rest() {
        Bytes all = toBytes();
        return all.slice(all.size() - heldBack, all.size());
    }

    /** Everything that is sent, byte by byte (RFC 9112 2.1, 3). */
    public Bytes toBytes() {
        StringBuilder head = new StringBuilder();
        head.append(method)
                .append(' ')
                .append(target())
                .append(' ')
                .append(version)
                .append("\r\n");
        addUnlessGiven(head, "Host", hostField());
        addUnlessGiven(head, "User-Agent", "sse-workbook");
        addUnlessGiven(head, "Accept", "*/*");
        headers.forEach(field -> add(head, field.name(), field.value()));
        if (sendsBody() && !given("Transfer-Encoding")) {
            addUnlessGiven(head, "Content-Length", String.valueOf(body.size()));
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(Bytes.ofLatin1(head + "\r\n").toByteArray());
        all.writeBytes(body.toByteArray());
        return Bytes.wrap(all.toByteArray());
    }

    /** A line for a POSIX shell that sends the same with curl, without the fields that curl adds by itself. */
    public String curl() {
        return CurlLine.of(this);
    }

    boolean sendsBody() {
        return !body.isEmpty() || WITH_BODY.contains(method);
    }

    boolean given(String name) {
        return headers.stream().anyMatch(field -> field.isNamed(name));
    }

    boolean isTls() {
        return uri.getScheme().equalsIgnoreCase("https");
    }

    /** The host as it is looked up: an IPv6 address without its brackets. */
    String host() {
        return uri.getHost().replaceAll("^\\[|]$", "");
    }

    int port() {
        return uri.getPort() >= 0 ? uri.getPort() : defaultPort();
    }

    private int defaultPort() {
        return isTls() ? 443 : 80;
    }

    private String target() {
        URI ascii = URI.create(uri.toASCIIString());
        String path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
    }

    private String hostField() {
        return port() == defaultPort() ? uri.getHost() : uri.getHost() + ":" + port();
    }

    private void addUnlessGiven(StringBuilder head, String name, String value) {
        if (!given(name)) {
            add(head, name, value);
        }
    }

    private static void add(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
