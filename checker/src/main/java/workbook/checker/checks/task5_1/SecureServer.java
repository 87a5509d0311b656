package workbook.checker.checks.task5_1;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.CheckSkipped;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Probe;
import workbook.checker.text.Text;

/** The learner's server with the profile {@code tls}, and a key that was made for this run. */
final class SecureServer {

    private static final String KEY_STORE = "server.tls.private-key.keystore.resource.path";

    private static final Text ALIAS = text(
            "the alias is wrong or missing: the key store of the lesson has its key under \"server\" (key.alias)",
            "别名写错了或没写：本课的密钥库里，密钥的别名是 \"server\"（key.alias）");

    private final Probe server;
    private final SecureStream stream;

    private SecureServer(Probe server, SecureStream stream) {
        this.server = server;
        this.stream = stream;
    }

    /** Starts a server with the profile {@code tls}, and opens its stream. */
    static SecureServer start(Probe probe) {
        if (probe.files().isEmpty()) {
            throw new CheckSkipped(text(
                    "application-tls.yaml is a file of the workbook, which --url and --exec do not look at",
                    "application-tls.yaml 是练习册里的文件，--url 和 --exec 不检查它"));
        }
        Probe server = start(
                probe,
                Map.of(
                        "config.profile",
                        "tls",
                        KEY_STORE,
                        probe.certificate().keyStore().toString()));
        SecureStream stream =
                SecureStream.open(address(server), probe.certificate().trust(), probe.answer());
        return new SecureServer(server, stream);
    }

    private static Probe start(Probe probe, Map<String, String> settings) {
        try {
            return probe.ownServer(settings);
        } catch (CheckFailure failure) {
            String cause = reason(failure.finding().why().en()).orElseThrow(() -> failure);
            throw Fault.expected(text(
                            "the server starts with the profile tls and the key store of the lesson",
                            "服务器带着配置档 tls 和本课的密钥库启动"))
                    .received(same(WireText.escape(cause)))
                    .why(text(
                            "a key is known by its alias, and its store is opened with a passphrase",
                            "密钥以别名为准，密钥库要用口令打开"))
                    .likely(
                            cause.contains("alias")
                                    ? ALIAS
                                    : text(
                                            "the passphrase is \"changeit\", and it belongs below server.tls.private-key.keystore: mind the name and the indent of each line",
                                            "口令是 \"changeit\"，写在 server.tls.private-key.keystore 之下：注意每一行的名字和缩进"))
                    .failure();
        }
    }

    /** What the server printed about its end: the reason below the others, if it gave one. */
    private static Optional<String> reason(String printed) {
        return Stream.of("Caused by: ", "Exception in thread \"main\" ")
                .flatMap(begin -> printed.lines()
                        .filter(line -> line.startsWith(begin))
                        .map(line -> line.substring(begin.length())))
                .findFirst();
    }

    URI address() {
        return address(server);
    }

    private static URI address(Probe server) {
        return server.at("https", "localhost", "/events");
    }

    /** A client that trusts the certificate can talk to it. */
    void requireTls() {
        if (!stream.isStream()) {
            throw Fault.expected(text("the stream over TLS, with the key of the key store", "用密钥库里的密钥，通过 TLS 得到这个流"))
                    .received(stream.inWords())
                    .browser(text("shows an error page instead of yours", "显示的是错误页，不是你的页面"))
                    .why(text(
                            "the key is known by its alias in the key store; without an alias Helidon looks for \"1\", finds none, and says nothing",
                            "密钥库里的密钥以别名为准；不写别名，Helidon 会去找 \"1\"，找不到也不作声"))
                    .likely(cause())
                    .failure();
        }
    }

    private Text cause() {
        String failure = stream.failure().toLowerCase(Locale.ROOT);
        if (failure.contains("handshake_failure") || failure.contains("terminated the handshake")) {
            return ALIAS;
        }
        if (failure.contains("unrecognized ssl") || failure.contains("not an ssl") || failure.contains("plaintext")) {
            return text(
                    "the server speaks plain HTTP: application-tls.yaml has no server.tls, or it is indented wrongly",
                    "服务器讲的是明文 HTTP：application-tls.yaml 里没有 server.tls，或者缩进不对");
        }
        return text("look at server.tls in application-tls.yaml", "检查 application-tls.yaml 里的 server.tls");
    }

    boolean speaksHttp2() {
        return stream.isHttp2Stream();
    }
}
