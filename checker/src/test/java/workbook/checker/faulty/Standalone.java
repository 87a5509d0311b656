package workbook.checker.faulty;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.checker.QuickStart;
import workbook.checker.finding.Report;
import workbook.checker.grading.Grader;
import workbook.checker.grading.GradingListener;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Target;
import workbook.checker.workbook.Task;

/**
 * Runs one variant in a process of its own, which the checker starts with the settings that it wants, as often as it
 * wants.
 */
public final class Standalone {

    /** A server that takes its settings from the environment, so that it can run in a process of its own. */
    public interface Server extends Handler {}

    /** What a server does when its process is asked to end. A server in the process of the tests is never asked. */
    public interface Ending {
        void shutdown();
    }

    /** Lets a process of its own have the server that runs in this one otherwise. */
    public record Alone(Handler handler) implements Subject {
        @Override
        public Report grade(Variant variant, Task task, GradingOptions options) {
            return Grader.grade(List.of(task), options.withTarget(command(task, variant)), GradingListener.NONE);
        }
    }

    private Standalone() {}

    private static Target.Command command(Task task, Variant variant) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String line = Stream.of(
                        Stream.of(java),
                        QuickStart.OPTIONS.stream(),
                        Stream.of(Standalone.class.getName(), task.checkPackage(), variant.toString()))
                .flatMap(words -> words)
                .map("'%s'"::formatted)
                .collect(Collectors.joining(" ", "exec ", ""));
        return new Target.Command(line, Path.of("").toAbsolutePath());
    }

    /** @param args the package of the task's checks, and the variant as it names itself */
    public static void main(String[] args) throws InterruptedException {
        Variant wanted = TaskVariants.in(args[0]).stream()
                .filter(variant -> variant.toString().equals(args[1]))
                .findFirst()
                .orElseThrow();
        if (wanted.subject() instanceof Alone(Handler handler)) {
            if (handler instanceof Ending ending) {
                Runtime.getRuntime().addShutdownHook(new Thread(ending::shutdown));
            }
            Handler.start(Integer.parseInt(System.getenv("PORT")), handler);
        }
        new CountDownLatch(1).await();
    }
}
