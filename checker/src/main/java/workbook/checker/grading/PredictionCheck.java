package workbook.checker.grading;

import static workbook.checker.text.Text.text;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import workbook.checker.browser.PageHangs;
import workbook.checker.finding.Prediction;
import workbook.checker.finding.WireText;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.CheckSkipped;
import workbook.checker.probe.ExerciseNotStarted;
import workbook.checker.probe.Experiment;
import workbook.checker.probe.GradingOptions;
import workbook.checker.probe.Probe;
import workbook.checker.probe.ReceivedLines;
import workbook.checker.probe.Target;
import workbook.checker.text.Text;
import workbook.checker.workbook.ConfigFault;
import workbook.checker.workbook.PredictionSheet;
import workbook.checker.workbook.Task;
import workbook.checker.workbook.Tree;

/** Compares what the learner predicted with what the server sends. Whatever happens here, no verdict changes. */
final class PredictionCheck {

    private final GradingOptions options;
    private final Task task;
    private final Class<?> checks;

    PredictionCheck(GradingOptions options, Task task, Class<?> checks) {
        this.options = options;
        this.task = task;
        this.checks = checks;
    }

    /**
     * Compares them where something was predicted, and the whole exercise is graded; else empty.
     *
     * @param probe empty while the server does not run, or sends nothing yet
     */
    Optional<Prediction> compare(Optional<Probe> probe) {
        boolean own = options.target().equals(new Target.Folder(Tree.EXERCISES))
                && options.only().isEmpty()
                && options.walk().isEmpty();
        Optional<Method> experiment = Arrays.stream(checks.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Experiment.class))
                .findFirst();
        return own ? experiment.flatMap(method -> compare(method, probe)) : Optional.empty();
    }

    private Optional<Prediction> compare(Method experiment, Optional<Probe> probe) {
        Path path = options.home().folder(Tree.EXERCISES, task).resolve(PredictionSheet.FILE);
        String file = options.home().relative(path);
        try {
            List<String> predicted = PredictionSheet.read(path).lines().stream()
                    .map(WireText::escape)
                    .toList();
            return predicted.isEmpty()
                    ? Optional.empty()
                    : Optional.of(probe.map(server -> beside(file, predicted, experiment, server))
                            .orElseGet(() -> later(file)));
        } catch (ConfigFault unreadable) {
            return Optional.of(Prediction.saying(
                    file,
                    text(
                            "%s: %s. It stays as it is, and counts for nothing",
                            "%s：%s。文件保持原样，也不计分", file, unreadable.complaint())));
        }
    }

    private Prediction beside(String file, List<String> predicted, Method experiment, Probe probe) {
        try {
            List<String> real = real(experiment, probe);
            return real.isEmpty() ? later(file) : new Prediction(file, SideBySide.rows(predicted, real), Text.NONE);
        } catch (CheckFailure | CheckSkipped | ExerciseNotStarted | PageHangs notYet) {
            return later(file);
        } catch (Throwable ours) {
            // Whoever interrupts wants no more of this run.
            return Thread.currentThread().isInterrupted() ? later(file) : broken(file, ours);
        }
    }

    private Prediction broken(String file, Throwable fault) {
        return Prediction.saying(
                file,
                text(
                        "%s is kept; the checker itself broke while it looked at your server's stream (%s), which is not your fault. %s",
                        "%s 已保留；检查器在查看服务器的流时自己出了故障（%s），与你无关。%s",
                        file,
                        fault.getClass().getSimpleName(),
                        CheckerFault.keep(fault, options.home())));
    }

    private static Prediction later(String file) {
        return Prediction.saying(
                file,
                text(
                        "%s is kept; it is shown beside the bytes as soon as your server sends a stream",
                        "%s 已保留；服务器一发出流，就会和实际字节并排显示", file));
    }

    /** What the server sends to the experiment. What the experiment throws is thrown as it is. */
    private static List<String> real(Method experiment, Probe probe) throws Throwable {
        try {
            experiment.setAccessible(true);
            return ((ReceivedLines) experiment.invoke(null, probe)).lines();
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
