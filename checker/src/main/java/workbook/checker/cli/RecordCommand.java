package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.checker.recording.Recorder;
import workbook.checker.recording.RecordingFault;

/** {@code sse record}: keeps a stream with its timing in a file. */
@Command(name = "record", resourceBundle = "workbook.checker.cli.Messages", mixinStandardHelpOptions = true)
final class RecordCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "URL", arity = "1")
    private String url;

    @Parameters(index = "1", paramLabel = "FILE", arity = "1")
    private Path file;

    @Option(names = "--for", paramLabel = "SECONDS", defaultValue = "30")
    private double seconds;

    @Option(names = "--header", paramLabel = "LINE")
    private List<String> headers = List.of();

    @Option(names = "--keep-secrets")
    private boolean keepSecrets;

    private final Screen screen;

    RecordCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        URI stream = uri(url);
        if (!(seconds > 0 && seconds <= 86_400)) {
            throw new UsageFault(text(
                    "--for is %s. Wanted: seconds, more than 0 and a day at most, for example 30.",
                    "--for 的值是 %s。应为秒数，大于 0 且不超过一天，例如 30。", seconds));
        }
        for (String header : headers) {
            if (!header.matches("[\\w-]+: ?\\P{Cntrl}+")) {
                throw new UsageFault(text(
                        "--header is \"%s\". Wanted: a line such as \"Name: value\".",
                        "--header 的值是 \"%s\"。应为形如 \"Name: value\" 的一行。", header));
            }
        }
        try (PrintWriter to = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            long bytes = new Recorder(keepSecrets)
                    .record(stream, headers, Duration.ofMillis(Math.round(seconds * 1000)), to);
            screen.complain(text(
                    "%d bytes are in %s. Serve them: ./sse replay %s",
                    "%d 字节已写入 %s。重放：./sse replay %s", bytes, file, file));
            return ExitCode.PASSED.code();
        } catch (RecordingFault fault) {
            throw new NoServer(fault.sentence());
        } catch (IOException e) {
            throw new UsageFault(text(
                    "%s cannot be written. Name a file in a folder that is there and yours.",
                    "无法写入 %s。请指定一个已存在且可写的目录中的文件。", file));
        }
    }

    private static URI uri(String url) {
        try {
            URI uri = new URI(url);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getPort() < 65536) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Reported below, like any other text that is not a usable URL.
        }
        throw new UsageFault(text(
                "\"%s\" is no URL of a stream. Wanted: http://HOST:PORT/PATH",
                "\"%s\" 不是流的 URL。应为 http://HOST:PORT/PATH", url));
    }
}
