package workbook.checker.faulty;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.checker.Needs;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.Report;
import workbook.checker.finding.Verdict;
import workbook.checker.finding.WireLine;
import workbook.checker.finding.WireText;
import workbook.checker.grading.Grader;
import workbook.checker.grading.GradingListener;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Target;
import workbook.checker.scripted.ScriptedServer;
import workbook.checker.server.ProcessTree;
import workbook.checker.workbook.Home;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;
import workbook.checker.workbook.Workbook;
import workbook.checker.workbook.WorkbookReader;

/** The line that a failure prints is run alone, by a shell, against the faulty server: it shows the wrong bytes again. */
@Needs("curl")
@Execution(ExecutionMode.CONCURRENT)
class TryItTest {

    private static final Home HOME = Home.find();
    private static final Workbook WORKBOOK = WorkbookReader.workbook(HOME);

    /** How many faulty servers of a task must be seen through by their lines. */
    private static final int ENOUGH = 2;

    /** Those whose failure points at bytes are tried, of the first so many. */
    private static final int MOST = 24;

    private static final long LIMIT = TimeUnit.SECONDS.toNanos(15);

    @ParameterizedTest
    @ValueSource(strings = {"1.2", "2.1", "3.1"})
    void theLineShowsTheFault(String id) throws IOException {
        Task task = WORKBOOK.task(id).orElseThrow();
        List<String> vain = new ArrayList<>();
        int shown = 0;
        int pointed = 0;
        int graded = 0;
        for (Variant variant : FaultMatrix.variants(id)) {
            if (shown == ENOUGH || graded == MOST) {
                break;
            }
            Optional<Handler> handler = handler(variant);
            if (handler.isEmpty() || variant.kills().isEmpty()) {
                continue;
            }
            graded++;
            try (ScriptedServer server = Handler.start(0, handler.get())) {
                Optional<Conversation> marked = marked(grade(task, variant, server));
                if (marked.isPresent()) {
                    pointed++;
                    String wanted = like(text(marked.get()));
                    String got = run(marked.get().reproduce(), wanted);
                    shown += got.contains(wanted) ? 1 : 0;
                    if (!got.contains(wanted)) {
                        vain.add(variant + "\n" + marked.get().reproduce() + "\nwanted " + wanted + "\ngot    " + got);
                    }
                }
            }
        }
        assertTrue(pointed > 0 && shown >= Math.min(ENOUGH, pointed), String.join("\n\n", vain));
    }

    private static Optional<Handler> handler(Variant variant) {
        return switch (variant.subject()) {
            case Served(Handler handler) -> Optional.of(handler);
            case Standalone.Alone(Handler handler) -> Optional.of(handler);
            default -> Optional.empty();
        };
    }

    private static Report grade(Task task, Variant variant, ScriptedServer server) {
        GradingOptions options = GradingOptions.of(
                        HOME, WORKBOOK, WorkbookReader.knobs(HOME), new Target.Folder(Tree.EXERCISES))
                .withOnly(Set.of(variant.check()))
                .withTarget(new Target.Url(server.uri()));
        return Grader.grade(List.of(task), options, GradingListener.NONE);
    }

    /** The connection whose bytes a caret points at. */
    private static Optional<Conversation> marked(Report report) {
        return report.tasks().getFirst().checks().stream()
                .filter(check -> check.verdict() == Verdict.FAILED)
                .map(CheckResult::finding)
                .flatMap(Optional::stream)
                .flatMap(finding -> finding.conversations().stream())
                .filter(talk -> talk.mark()
                        .filter(mark -> talk.lines().get(mark.line()).kind() == WireLine.Kind.BYTES)
                        .isPresent())
                .findFirst();
    }

    private static String text(Conversation talk) {
        String text = talk.lines().get(talk.mark().orElseThrow().line()).text().en();
        return text.substring(0, Math.min(60, text.length()));
    }

    /** Times, counts and ids differ from run to run. */
    private static String like(String text) {
        return text.replaceAll("[0-9]+", "0");
    }

    private static String run(String line, String wanted) throws IOException {
        ProcessTree shell = ProcessTree.start(new ProcessBuilder("sh", "-c", line)
                .directory(HOME.root().toFile())
                .redirectErrorStream(true));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Thread reader =
                Thread.ofPlatform().daemon().start(() -> drain(shell.root().getInputStream(), all));
        long deadline = System.nanoTime() + LIMIT;
        try {
            while (!got(all).contains(wanted) && System.nanoTime() < deadline) {
                reader.join(Duration.ofMillis(20));
                if (!reader.isAlive()) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            shell.end(Duration.ZERO);
        }
        return got(all);
    }

    private static String got(ByteArrayOutputStream all) {
        return like(WireText.of(all.toByteArray()).text());
    }

    private static void drain(InputStream output, ByteArrayOutputStream all) {
        try {
            byte[] buffer = new byte[8192];
            for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
                all.write(buffer, 0, n);
            }
        } catch (IOException killed) {
            return;
        }
    }
}
