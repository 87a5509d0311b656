package workbook.checker.conformance;

import static workbook.checker.text.Text.text;

import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import workbook.checker.finding.WireText;
import workbook.checker.http.HeaderField;
import workbook.checker.http.ResponseHead;
import workbook.checker.server.Secrets;
import workbook.checker.text.Clip;

/** Follows redirects, and keeps what is secret from other servers. */
public final class Redirection {

    /** As many as a browser follows (Fetch, HTTP-redirect fetch). */
    private static final int MOST_HOPS = 20;

    private static final int SHOWN = 200;

    private Redirection() {}

    /** Where an answer sends its client, if anywhere. */
    public static Optional<URI> target(ResponseHead head, URI from) {
        boolean redirects = List.of(301, 302, 303, 307, 308).contains(head.status());
        try {
            return head.headers()
                    .first("Location")
                    .filter(location -> redirects && !location.isBlank())
                    .map(location -> resolved(from, URI.create(location.strip())));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /**
     * As RFC 3986 5.2.2 resolves it. {@link URI#resolve(URI)} drops the last part of the path where a reference is a query
     * alone, and puts no slash behind a host without a path.
     */
    private static URI resolved(URI from, URI reference) {
        String path = from.getRawPath().isEmpty() ? "/" : from.getRawPath();
        URI base = URI.create(from.getScheme() + "://" + from.getRawAuthority() + path);
        boolean queryAlone = !reference.isAbsolute()
                && reference.getRawAuthority() == null
                && reference.getRawPath().isEmpty()
                && reference.getRawQuery() != null;
        return queryAlone ? URI.create(base + "?" + reference.getRawQuery()) : base.resolve(reference);
    }

    /**
     * The endpoint at the new address, for another origin without the secrets of the user.
     *
     * @param hops the endpoints that redirected, with their secrets: a new token may lead on. The last is the one to follow
     * @param status of its answer
     * @param anywhere whether the new one may be on another machine although the first was on this one
     * @throws Unusable if it is no address of a stream
     */
    public static Endpoint followed(List<Endpoint> hops, int status, URI target, boolean anywhere) {
        Endpoint endpoint = hops.getLast();
        Endpoint next =
                turnsToGet(endpoint.method(), status) ? endpoint.at(target).byGet() : endpoint.at(target);
        String where = Secrets.masked(endpoint.uri()).toString();
        String path =
                hops.stream().map(hop -> Secrets.masked(hop.uri()).toString()).collect(Collectors.joining(" → "));
        if (hops.size() > MOST_HOPS) {
            throw Unusable.unreachable(text(
                    "%d redirects reach no stream, and a browser follows no more of them; the last leads to %s. Give the address"
                            + " of the stream itself.",
                    "%d 次重定向仍未到达流，浏览器不会继续跟随；最后一次指向 %s。请直接给出流的地址。", hops.size(), Secrets.masked(target)));
        }
        // A POST may well be answered at its own address.
        if (hops.stream()
                .anyMatch(hop -> hop.uri().equals(target) && hop.method().equals(next.method()))) {
            throw Unusable.unreachable(text(
                    "The redirects go in a circle and reach no stream: %s → %s.",
                    "重定向形成循环，无法到达流：%s → %s。", Clip.characters(path, SHOWN), Secrets.masked(target)));
        }
        if (target.getHost() == null
                || !List.of("http", "https")
                        .contains(String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT))) {
            throw Unusable.misdirected(text(
                    "%s redirects to \"%s\", which is no http address.",
                    "%s 重定向到 \"%s\"，这不是 http 地址。", where, WireText.escape(Clip.characters(target.toString(), SHOWN))));
        }
        if (!anywhere && !isOfThisMachine(target)) {
            throw Unusable.misdirected(text(
                    "%s redirects to %s, which is not this machine. If that server is yours, give its own address and --allow-remote",
                    "%s 重定向到 %s，它不是本机。如果那台服务器是你的，请直接给出它的地址，并加上 --allow-remote", where, target.getHost()));
        }
        return sameOrigin(endpoint.uri(), target) ? next : next.withoutSecrets();
    }

    /**
     * Whether a client goes on by GET (Fetch, HTTP-redirect fetch; RFC 9110 15.4.4): always behind 303, and behind 301 and
     * 302 as all browsers do it with a POST.
     */
    private static boolean turnsToGet(String method, int status) {
        return status == 303 && !Set.of("GET", "HEAD").contains(method)
                || Set.of(301, 302).contains(status) && method.equals("POST");
    }

    private static boolean isOfThisMachine(URI uri) {
        try {
            return Endpoint.isOfThisMachine(uri);
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    /** The fields of a request that say nothing of its body. */
    static List<HeaderField> withoutContent(List<HeaderField> headers) {
        return headers.stream()
                .filter(field -> {
                    String name = field.name().toLowerCase(Locale.ROOT);
                    return !name.startsWith("content-") && !name.equals("transfer-encoding");
                })
                .toList();
    }

    /** The fields that may go to another origin (Fetch removes Authorization there, "HTTP-redirect fetch"). */
    static List<HeaderField> withoutSecrets(List<HeaderField> headers) {
        return headers.stream().filter(field -> !Secrets.names(field.name())).toList();
    }
}
