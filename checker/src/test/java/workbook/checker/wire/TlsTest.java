package workbook.checker.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import workbook.checker.http.End;
import workbook.checker.http.End.NoConnection.Cause;
import workbook.checker.http.WireLimits;

@Timeout(30)
class TlsTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static SSLContext known;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("server.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=workbook",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String output = new String(made.getInputStream().readAllBytes());
        assertEquals(0, made.waitFor(), output);

        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        known = SSLContext.getInstance("TLS");
        known.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
    }

    private static CannedServer tlsServer(CannedServer.Script script) throws Exception {
        ServerSocket listening =
                known.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        return new CannedServer(listening, script);
    }

    private static URI https(CannedServer server, String host) {
        return URI.create("https://%s:%d/events".formatted(host, server.uri().getPort()));
    }

    @Test
    void an_answer_over_tls_looks_like_any_other() throws Exception {
        try (CannedServer server = tlsServer(peer -> {
                    peer.readHead();
                    peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n");
                    assertEquals(-1, peer.read());
                });
                WireExchange exchange = WireClient.open(
                        WireRequest.get(https(server, "127.0.0.1")), WireLimits.DEFAULT, entry -> {}, known)) {

            assertInstanceOf(End.Complete.class, exchange.awaitEnd(SOON).orElseThrow());
            assertEquals("hi", exchange.body().utf8());
            server.join();
        }
    }

    @Test
    void half_close_and_close_work_over_tls() throws Exception {
        try (CannedServer server = tlsServer(peer -> {
                    peer.readHead();
                    assertEquals(-1, peer.read());
                    peer.send("HTTP/1.1 200 OK\r\n\r\nhi");
                });
                WireExchange exchange = WireClient.open(
                        WireRequest.get(https(server, "127.0.0.1")), WireLimits.DEFAULT, entry -> {}, known)) {
            exchange.halfClose();

            exchange.awaitHead(SOON).orElseThrow();
            assertTimeout(SOON, exchange::close);
            assertTrue(exchange.awaitEnd(SOON).isPresent());
        }
    }

    @Test
    void a_certificate_nobody_trusts_or_for_another_host_is_no_connection() throws Exception {
        for (String host : new String[] {"127.0.0.1", "localhost"}) {
            SSLContext trust = host.equals("localhost") ? known : SSLContext.getDefault();
            try (CannedServer server = tlsServer(CannedServer.Peer::stay);
                    WireExchange exchange = WireClient.open(
                            WireRequest.get(https(server, host)), WireLimits.DEFAULT, entry -> {}, trust)) {

                End.NoConnection end = assertInstanceOf(
                        End.NoConnection.class, exchange.awaitEnd(SOON).orElseThrow());
                assertEquals(Cause.TLS, end.cause(), host);
            }
        }
    }

    @Test
    void https_to_a_plain_server_is_no_connection() throws Exception {
        try (CannedServer server = new CannedServer(peer -> {
                    peer.send("HTTP/1.1 400 Bad Request\r\n\r\n");
                    peer.stay();
                });
                WireExchange exchange =
                        WireClient.open(WireRequest.get(https(server, "127.0.0.1")), WireLimits.DEFAULT, entry -> {})) {

            End.NoConnection end = assertInstanceOf(
                    End.NoConnection.class, exchange.awaitEnd(SOON).orElseThrow());
            assertEquals(Cause.TLS, end.cause(), end.reason());
        }
    }

    @Test
    void a_server_that_never_shakes_hands_times_out() throws Exception {
        try (CannedServer server = new CannedServer(CannedServer.Peer::stay);
                WireExchange exchange = WireClient.open(
                        WireRequest.get(https(server, "127.0.0.1")),
                        WireLimits.DEFAULT.withConnect(Duration.ofMillis(300)),
                        entry -> {})) {

            End.NoConnection end = assertInstanceOf(
                    End.NoConnection.class, exchange.awaitEnd(SOON).orElseThrow());
            assertEquals(Cause.TIMED_OUT, end.cause(), end.reason());
        }
    }

    @Test
    void plain_http_to_a_tls_server_gives_a_hint() throws Exception {
        try (CannedServer server = tlsServer(CannedServer.Peer::stay);
                WireExchange exchange =
                        WireClient.open(WireRequest.get(server.uri()), WireLimits.DEFAULT, entry -> {})) {

            End end = exchange.awaitEnd(SOON).orElseThrow();
            assertTrue(end.reason().contains("this looks like TLS, try https"), end.toString());
        }
    }
}
