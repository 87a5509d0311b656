package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.checker.conformance.Endpoint;
import workbook.checker.http.Bytes;
import workbook.checker.http.HeaderField;
import workbook.checker.server.Reachability;
import workbook.checker.wire.AnyCertificate;
import workbook.checker.wire.WireRequest;

/** An endpoint on the command line: the address, and what is sent to it. */
final class EndpointOptions {

    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(.*)");
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");
    private static final int LONGEST_BODY = 1 << 20;

    @Parameters(paramLabel = "URL", arity = "0..1")
    private String url;

    @Option(names = "--header", paramLabel = "LINE")
    private List<String> headers = List.of();

    @Option(names = "--cookie", paramLabel = "NAME=VALUE")
    private List<String> cookies = List.of();

    @Option(names = "--method", paramLabel = "METHOD")
    private String method;

    @Option(names = "--body", paramLabel = "TEXT|@FILE")
    private String body;

    @Option(names = "--post", paramLabel = "URL")
    private String post;

    @Option(names = "--post-body", paramLabel = "TEXT|@FILE")
    private String postBody;

    @Option(names = "--insecure")
    private boolean insecure;

    /** Whether only a path was given, which belongs to a server that is about to be started. */
    boolean isPath() {
        return url != null && url.startsWith("/");
    }

    /** Refuses the address of another server where one is about to be started: it would not be judged. */
    void requirePath() {
        if (isPath()) {
            return;
        }
        if (url == null) {
            throw new UsageFault(text(
                    "URL is missing. Wanted with --exec: the path of the stream, for example /events.",
                    "缺少 URL。与 --exec 同用时应为流的路径，例如 /events。"));
        }
        URI other = bare(address(url));
        throw new UsageFault(text(
                "%s://%s is not judged: with --exec the probe starts the server itself, on a port that it chooses. Wanted: the path of the stream alone, for example %s. To judge a server that runs already, leave out --exec.",
                "不会检查 %s://%s：使用 --exec 时由探测自己启动服务器，端口也由它选定。应只给出流的路径，例如 %s。要检查已在运行的服务器，请去掉 --exec。",
                other.getScheme(),
                other.getRawAuthority(),
                other.getRawPath().isEmpty() ? "/events" : other.getRawPath()));
    }

    /**
     * The address.
     *
     * @param started where a server that was started listens; empty if none was
     */
    URI uri(Optional<URI> started) {
        if (url == null) {
            throw new UsageFault(text(
                    "URL is missing, for example http://127.0.0.1:8080/events.",
                    "缺少 URL，例如 http://127.0.0.1:8080/events。"));
        }
        return started.isPresent() ? address(started.get() + url) : address(url);
    }

    /** What is asked for. */
    Endpoint endpoint(Screen screen, URI uri) {
        List<HeaderField> fields = fields(uri);
        String verb = method == null ? body == null ? "GET" : "POST" : method.toUpperCase(Locale.ROOT);
        if (!METHOD.matcher(verb).matches()) {
            throw new UsageFault(
                    text("\"%s\" is no method. Wanted: GET, POST or the like", "\"%s\" 不是方法。应为 GET、POST 等", verb));
        }
        if (insecure && uri.getScheme().equalsIgnoreCase("https")) {
            screen.complain(text(
                    "--insecure: any certificate is accepted, so nobody knows who answers. Only for a server of your own.",
                    "--insecure：接受任何证书，因此无法确认对方是谁。只可用于你自己的服务器。"));
        }
        Bytes sent = body == null ? Bytes.EMPTY : Bytes.of(content("--body", body));
        if (body != null && fields.stream().noneMatch(field -> field.isNamed("Content-Type"))) {
            fields.add(new HeaderField("Content-Type", Endpoint.mediaTypeOf(sent)));
        }
        return new Endpoint(
                verb, bare(uri), fields, sent, insecure ? Optional.of(AnyCertificate.context()) : Optional.empty());
    }

    /** What causes an event; empty if nothing was named. */
    Optional<WireRequest> cause(URI stream) {
        if (post == null) {
            if (postBody != null) {
                throw new UsageFault(text("--post-body belongs to --post URL.", "--post-body 要与 --post URL 一起用。"));
            }
            return Optional.empty();
        }
        URI target = postAddress(stream);
        byte[] content = postBody == null ? "probe".getBytes(StandardCharsets.UTF_8) : content("--post-body", postBody);
        WireRequest request = WireRequest.post(bare(target), Endpoint.mediaTypeOf(Bytes.of(content)), content);
        for (HeaderField field : fields(target)) {
            request = field.isNamed("Content-Type") ? request : request.with(field.name(), field.value());
        }
        return Optional.of(request);
    }

    private URI postAddress(URI stream) {
        return post.startsWith("/") ? stream.resolve(post) : address(post);
    }

    /** Whether the server is on another machine. */
    boolean isRemote(URI uri) {
        return !isLoopback(uri);
    }

    private List<HeaderField> fields(URI uri) {
        List<HeaderField> fields = new ArrayList<>();
        for (String line : headers) {
            Matcher field = HEADER.matcher(line);
            if (!field.matches() || line.chars().anyMatch(Character::isISOControl) || !isLatin(line)) {
                throw new UsageFault(
                        text("--header wants a line such as \"Name: value\".", "--header 需要形如 \"Name: value\" 的一行。"));
            }
            fields.add(new HeaderField(field.group(1), field.group(2).strip()));
        }
        if (!cookies.isEmpty()) {
            String all = String.join("; ", cookies);
            if (cookies.stream().anyMatch(cookie -> cookie.indexOf('=') < 1)
                    || all.chars().anyMatch(Character::isISOControl)
                    || !isLatin(all)) {
                throw new UsageFault(text("--cookie wants NAME=VALUE.", "--cookie 需要 NAME=VALUE。"));
            }
            fields.add(new HeaderField("Cookie", all));
        }
        if (uri.getRawUserInfo() != null && fields.stream().noneMatch(field -> field.isNamed("Authorization"))) {
            byte[] user = uri.getUserInfo().getBytes(StandardCharsets.UTF_8);
            fields.add(new HeaderField(
                    "Authorization", "Basic " + Base64.getEncoder().encodeToString(user)));
        }
        return fields;
    }

    private static boolean isLatin(String text) {
        return text.chars().allMatch(character -> character <= 0xff);
    }

    private static byte[] content(String option, String value) {
        if (!value.startsWith("@")) {
            return value.getBytes(StandardCharsets.UTF_8);
        }
        Path file = Path.of(value.substring(1));
        try {
            if (Files.size(file) > LONGEST_BODY) {
                throw new UsageFault(text("%s: %s is larger than 1 MiB.", "%s：%s 超过 1 MiB。", option, file));
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UsageFault(text("%s: %s cannot be read.", "%s：无法读取 %s。", option, file));
        }
    }

    private static URI address(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getPort() < 65536) {
                return uri.getRawFragment() == null ? uri : new URI(text.substring(0, text.indexOf('#')));
            }
        } catch (URISyntaxException e) {
            // Reported below, like any other text that is not a usable URL.
        }
        throw new UsageFault(text(
                "\"%s\" is no URL of a stream. Wanted: http://HOST:PORT/PATH",
                "\"%s\" 不是流的 URL。应为 http://HOST:PORT/PATH", text));
    }

    /** Without the user, who is in a header now. */
    private static URI bare(URI uri) {
        return uri.getRawUserInfo() == null ? uri : URI.create(uri.toString().replaceFirst("//[^/@]*@", "//"));
    }

    private static boolean isLoopback(URI uri) {
        try {
            return Reachability.isThisMachine(uri.getHost());
        } catch (UnknownHostException e) {
            throw new NoServer(text("The host %s is unknown. Check its spelling.", "未知的主机 %s。请检查拼写。", uri.getHost()));
        }
    }

    /** Refuses a foreign server, of the stream or of what causes its events. */
    void requireThisMachine(URI stream) {
        requireLoopback(stream);
        if (post != null) {
            requireLoopback(postAddress(stream));
        }
    }

    private static void requireLoopback(URI uri) {
        if (!isLoopback(uri)) {
            throw new UsageFault(text(
                    "%s is not this machine. If that server is yours: --allow-remote",
                    "%s 不是本机。如果那台服务器是你的：--allow-remote", uri.getHost()));
        }
    }
}
