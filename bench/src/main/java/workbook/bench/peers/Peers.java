package workbook.bench.peers;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import workbook.checker.server.Nginx;
import workbook.checker.text.Text;

/** All servers that are measured. */
public final class Peers {

    /** The peer with which all others are compared. */
    public static final String LIMIT = "raw";

    private static final List<String> SOLUTION =
            List.of("solutions/3.3-broadcast/target/classes", "exercises/target/lib/*");
    private static final List<String> JAVALIN = List.of("peers/java/target/classes", "peers/java/target/libs/*");
    private static final List<String> BENCH = List.of("bench/target/classes", "bench/target/lib/*");

    private final Place place;

    public Peers(Place place) {
        this.place = place;
    }

    public List<Peer> all() {
        return List.of(
                new Peer(
                        LIMIT,
                        text("plain NIO, the limit", "直接用 NIO，即极限"),
                        Optional.empty(),
                        bench("RawServer"),
                        false),
                new Peer("scaled", text("3.3, scaled", "3.3，扩展版"), scaledMissing(), solution("scaled"), false),
                new Peer("plain", text("3.3, plain", "3.3，简明版"), Optional.empty(), solution("plain"), false),
                new Peer("nchan", same("nginx + nchan"), nchanMissing(), this::nginx, true),
                new Peer("vertx", same("Vert.x 5"), Optional.empty(), bench("VertxServer"), false),
                new Peer("better-sse", same("Node, better-sse"), nodeMissing(), this::node, false),
                new Peer("javalin", same("Javalin 7"), Optional.empty(), this::javalin, false));
    }

    private Peer.Command solution(String engine) {
        return (port, folder) -> place.jvm(
                SOLUTION,
                "-Dserver.port=" + port,
                "-Dserver.max-tcp-connections=" + (Place.PLACES + 500),
                "-Dbroadcast.max-clients=" + Place.PLACES,
                "-Dbroadcast.engine=" + engine,
                "workbook.Main");
    }

    private Peer.Command bench(String server) {
        return (port, folder) ->
                place.jvm(BENCH, "-Dvertx.disableFileCPResolving=true", "workbook.bench.servers." + server, "" + port);
    }

    private List<String> javalin(int port, Path folder) {
        return place.jvm(JAVALIN, "workbook.peers.JavalinServer", "3.3");
    }

    private List<String> node(int port, Path folder) {
        return List.of("node", place.folder("peers/node/better-sse.mjs").toString(), "3.3");
    }

    private List<String> nginx(int port, Path folder) throws IOException {
        Path conf = Files.writeString(
                folder.resolve("nginx.conf"),
                Nchan.conf(port, folder, nchanModule().orElseThrow()));
        return List.of(
                Nginx.installed().orElseThrow().toString(),
                "-p",
                folder.toString(),
                "-c",
                conf.toString(),
                "-e",
                "stderr");
    }

    private Optional<Text> scaledMissing() {
        Path settings = place.folder("solutions/3.3-broadcast/src/main/resources/application.yaml");
        try {
            return when(
                    !Files.readString(settings).contains("engine:"),
                    text("the solution of 3.3 has no broadcast.engine", "3.3 的答案没有 broadcast.engine"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Text> nodeMissing() {
        boolean library = Files.isDirectory(place.folder("peers/node/node_modules/better-sse"));
        return onPath("node")
                ? when(!library, text("npm ci --prefix peers/node was not run", "没有运行 npm ci --prefix peers/node"))
                : Optional.of(text("node is not installed", "没有安装 node"));
    }

    private static Optional<Text> nchanMissing() {
        return when(
                Nginx.installed().isEmpty() || nchanModule().isEmpty(),
                text(
                        "nginx with nchan is not installed (Debian: libnginx-mod-nchan)",
                        "没有安装带 nchan 的 nginx（Debian：libnginx-mod-nchan）"));
    }

    private static Optional<Path> nchanModule() {
        return Stream.of("/usr/lib/nginx/modules", "/usr/lib64/nginx/modules", "/usr/local/lib/nginx/modules")
                .map(folder -> Path.of(folder, "ngx_nchan_module.so"))
                .filter(Files::exists)
                .findFirst();
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static Optional<Text> when(boolean missing, Text why) {
        return missing ? Optional.of(why) : Optional.empty();
    }
}
