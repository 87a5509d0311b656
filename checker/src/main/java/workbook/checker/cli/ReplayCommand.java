package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.checker.recording.Recording;
import workbook.checker.recording.RecordingFault;
import workbook.checker.recording.Replay;
import workbook.checker.recording.ReplayOptions;

/** {@code sse replay}: serves a recorded stream, with its timing or another, and with faults. */
@Command(name = "replay", resourceBundle = "workbook.checker.cli.Messages", mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    private static final Pattern STALL = Pattern.compile("(\\d{1,4})(ms|s)@(\\d{1,6})");
    private static final Pattern STATUS = Pattern.compile("([2-5]\\d\\d)@([1-9]\\d{0,5})");

    enum Ends {
        ASIS,
        CRLF
    }

    @Parameters(paramLabel = "FILE", arity = "1")
    private Path file;

    @Option(names = "--port", paramLabel = "N", defaultValue = "8086")
    private int port;

    @Option(names = "--path", paramLabel = "PATH", defaultValue = "/events")
    private String path;

    @Option(names = "--speed", paramLabel = "N|max", defaultValue = "1")
    private String speed;

    @Option(names = "--cut-after", paramLabel = "N")
    private Integer cutAfter;

    @Option(names = "--cut-at-bytes", paramLabel = "N", defaultValue = "0")
    private int pieceBytes;

    @Option(names = "--ends", paramLabel = "asis|crlf", defaultValue = "asis")
    private Ends ends;

    @Option(names = "--stall", paramLabel = "TIME@N")
    private String stall;

    @Option(names = "--status", paramLabel = "STATUS@N")
    private String status;

    private final Screen screen;

    ReplayCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws InterruptedException {
        ReplayOptions options = options();
        if (!path.startsWith("/")) {
            throw new UsageFault(text(
                    "--path is \"%s\". Wanted: a path that begins with a slash, such as /events.",
                    "--path 的值是 \"%s\"。应为以斜杠开头的路径，例如 /events。", path));
        }
        Recording recording;
        try {
            recording = Recording.read(file);
        } catch (RecordingFault fault) {
            throw new UsageFault(fault.sentence());
        }
        Ports.requireFree(port, "replay " + file);
        try (Replay replay = Replay.start(recording, options, path, port)) {
            screen.complain(
                    text("%s is served on %s. Ctrl-C ends it.", "%s 正在 %s 重放。按 Ctrl-C 结束。", file, replay.uri()));
            new CountDownLatch(1).await();
            return ExitCode.PASSED.code();
        }
    }

    ReplayOptions options() {
        Duration pause = Duration.ZERO;
        int stallAfter = 0;
        if (stall != null) {
            Matcher parts = matched(STALL, stall, "--stall", "30s@5");
            long amount = Long.parseLong(parts.group(1));
            pause = parts.group(2).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMillis(amount);
            stallAfter = Integer.parseInt(parts.group(3));
        }
        int code = 0;
        int connection = 0;
        if (status != null) {
            Matcher parts = matched(STATUS, status, "--status", "503@2");
            code = Integer.parseInt(parts.group(1));
            connection = Integer.parseInt(parts.group(2));
        }
        if (cutAfter != null && cutAfter < 0 || pieceBytes < 0) {
            throw new UsageFault(text(
                    "--cut-after and --cut-at-bytes must not be negative. Wanted: a number such as 3.",
                    "--cut-after 和 --cut-at-bytes 不能为负。应为数字，例如 3。"));
        }
        return new ReplayOptions(
                speed(),
                cutAfter == null ? OptionalInt.empty() : OptionalInt.of(cutAfter),
                pieceBytes,
                ends == Ends.CRLF,
                pause,
                stallAfter,
                code,
                connection);
    }

    private double speed() {
        if (speed.equalsIgnoreCase("max")) {
            return Double.POSITIVE_INFINITY;
        }
        if (speed.matches("[0-9]{1,6}([.][0-9]{1,6})?") && Double.parseDouble(speed) > 0) {
            return Double.parseDouble(speed);
        }
        throw new UsageFault(text(
                "--speed is \"%s\". Wanted: how many times as fast, such as 10 or 0.5, or max.",
                "--speed 的值是 \"%s\"。应为倍数，例如 10 或 0.5，或者 max。", speed));
    }

    private static Matcher matched(Pattern form, String value, String option, String example) {
        Matcher parts = form.matcher(value);
        if (!parts.matches()) {
            throw new UsageFault(
                    text("%s is \"%s\". Wanted: %s, for example.", "%s 的值是 \"%s\"。应为例如 %s。", option, value, example));
        }
        return parts;
    }
}
