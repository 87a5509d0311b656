package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import workbook.checker.finding.CheckResult;
import workbook.checker.finding.Report;
import workbook.checker.finding.TaskResult;
import workbook.checker.grading.WorkPlace;
import workbook.checker.learner.OwnServer;
import workbook.checker.learner.Progress;
import workbook.checker.learner.Stubs;
import workbook.checker.report.Theme;
import workbook.checker.report.Theme.Ink;
import workbook.checker.report.text.TextReport;
import workbook.checker.text.Seconds;
import workbook.checker.text.Text;
import workbook.checker.workbook.Task;

/** {@code sse watch}: checks a task each time one of its files is saved, until q is pressed. */
@Command(name = "watch", resourceBundle = "workbook.checker.cli.Messages", mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {

    /** An event of a watch: a save, a key, or a fault. */
    private sealed interface Signal {}

    private record Pressed(int key) implements Signal {}

    private record Saved(Instant at) implements Signal {}

    private record Checked(CheckResult result) implements Signal {}

    private record Found(Report report) implements Signal {}

    private record Mended(CheckResult result) implements Signal {}

    private record BoardTrouble(Text trouble) implements Signal {}

    private record Ended(Report report) implements Signal {}

    private record Broken(Throwable fault) implements Signal {}

    private static final Text REST = text("checking the rest …", "正在检查其余部分 …");

    /** A line of the compiler's. */
    private static final Pattern COMPILED = Pattern.compile("(?m)^(\\S+\\.java):(\\d+): ");

    @Parameters(paramLabel = "TASK", arity = "0..1")
    private String id;

    @Option(names = "--poll")
    private boolean poll;

    private final Screen screen;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private Context context;
    private Optional<Keyboard> keyboard = Optional.empty();
    private WatchScreen view;
    private Task task;
    private Optional<Thread> saves = Optional.empty();
    private Instant saved = Instant.now();
    private Optional<Report> shown = Optional.empty();
    private String body = "";
    private boolean checking;
    private boolean stale;
    private boolean asked;
    private boolean reading;
    private Optional<Throwable> fault = Optional.empty();
    private Text took = Text.NONE;

    WatchCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        context = Context.keepingStubs(screen);
        task = first();
        keyboard = screen.terminal().colour() || screen.live()
                ? Keyboard.open(key -> signals.add(new Pressed(key)))
                : Optional.empty();
        view = new WatchScreen(context, keyboard.isPresent());
        try {
            watch();
            check();
            while (handle(signals.take())) {
                // until somebody quits
            }
        } catch (InterruptedException quit) {
            Thread.currentThread().interrupt();
        } finally {
            keyboard.ifPresent(Keyboard::close);
            saves.ifPresent(Thread::interrupt);
        }
        // Only now is the terminal in its former state, and a sentence stands where it belongs.
        return fault.map(cause -> Sse.explain(cause, screen)).orElse(ExitCode.PASSED.code());
    }

    private Task first() {
        if (id != null) {
            return context.task(id);
        }
        Progress progress = Progress.read(context.home());
        return progress.current(context.workbook())
                .filter(current -> !context.home().planned(current))
                .or(() -> progress.next(context.workbook(), context.home()))
                .orElseThrow(() -> new UsageFault(text(
                        "All tasks that are there are done. Name one, for example: ./sse watch 2.1",
                        "现有的任务已全部完成。请指明一个，例如：./sse watch 2.1")));
    }

    private boolean handle(Signal signal) {
        switch (signal) {
            case Pressed(int key) -> {
                return pressed(Character.toLowerCase((char) key));
            }
            case Saved(Instant at) -> {
                saved = at;
                check();
            }
            case Checked(CheckResult result) -> busy(text("%s …", "%s …", result.id()));
            case Found(Report report) -> verdict(report, REST);
            case Mended(CheckResult result) -> mended(result);
            case BoardTrouble(Text trouble) -> busy(trouble);
            case Ended(Report report) -> ended(report);
            case Broken(Throwable cause) -> {
                fault = Optional.of(cause);
                return false;
            }
        }
        return true;
    }

    private boolean pressed(char key) {
        if (asked) {
            asked = false;
            if (key == 'y') {
                reset();
                return true;
            }
        }
        reading = key == 'h' || key == 'w' || key == 'l';
        switch (key) {
            case 'q' -> {
                return false;
            }
            case 'h' -> hint();
            case 'w' -> wire();
            case 'o' -> open();
            case 'r' -> {
                saved = Instant.now();
                check();
            }
            case 'n' -> next();
            case 'l' -> list();
            case 'x' -> askForReset();
            default -> view.busy(task, body, took);
        }
        return true;
    }

    // --- checking

    private void watch() {
        Path work = OwnWork.folder(task, context);
        FileWatcher folder = poll ? FileWatcher.polling(work) : FileWatcher.of(work);
        saves = Optional.of(background("saves", () -> {
            try (folder) {
                while (true) {
                    folder.await(Duration.ofHours(1)).ifPresent(at -> signals.add(new Saved(at)));
                }
            }
        }));
    }

    /** Checks once at a time: what is saved meanwhile is checked afterwards. */
    private void check() {
        stale = checking;
        if (checking) {
            return;
        }
        checking = true;
        view.busy(task, body, text("checking %s …", "正在检查 %s …", task.id()));
        Task checked = task;
        background("recheck", () -> {
            Report report = new Recheck(context).run(checked, new Signals());
            signals.add(new Ended(report));
            tell(report);
        });
    }

    /** A job that takes its time. */
    private interface Job {
        void run() throws InterruptedException;
    }

    /**
     * Runs a job on a thread of its own. A fault there ends the watch: behind a raw terminal nobody would see the thread
     * die.
     */
    private Thread background(String name, Job job) {
        return Thread.ofPlatform().daemon().name(name).start(() -> {
            try {
                job.run();
            } catch (InterruptedException another) {
                // Another task is watched now, or none.
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error cause) {
                signals.add(new Broken(cause));
            }
        });
    }

    private final class Signals implements Recheck.Listener {

        @Override
        public void found(Report report) {
            signals.add(new Found(report));
        }

        @Override
        public void checked(CheckResult result) {
            signals.add(new Checked(result));
        }

        @Override
        public void mended(CheckResult result) {
            signals.add(new Mended(result));
        }
    }

    /** Reports to the board after the verdict is shown: nobody waits for a board. */
    private void tell(Report report) {
        BoardReporter.joined(context.home())
                .map(member -> BoardReporter.tell(member, report))
                .filter(trouble -> !trouble.isEmpty())
                .ifPresent(trouble -> signals.add(new BoardTrouble(trouble)));
    }

    private void ended(Report report) {
        checking = false;
        if (stale) {
            stale = false;
            check();
            return;
        }
        verdict(report, Text.NONE);
    }

    private static boolean of(Report report, Task task) {
        return report.tasks().stream().allMatch(result -> result.id().equals(task.id()));
    }

    /** Shows the verdict that was waited for; the other checks follow. */
    private void mended(CheckResult result) {
        if (!result.id().startsWith(task.id() + "/")) {
            return; // another task is watched now
        }
        shown = Optional.empty();
        Theme theme = new Theme(screen.terminal().colour());
        String mark = theme.paint(Ink.GOOD, screen.terminal().unicode() ? "✓" : "ok");
        body = "%s %s %s%n".formatted(mark, result.id(), result.title().in(screen.language()));
        show(REST);
    }

    /** Shows a report at once. The whole one is shown again only if it says more. */
    private void verdict(Report report, Text then) {
        if (!of(report, task)) {
            return;
        }
        boolean first = shown.isEmpty() || !checkingStill(report);
        shown = Optional.of(report);
        body = new TextReport(screen.terminal()).write(report, screen.language())
                + PassMessage.of(context, report).orElse("");
        if (!first) {
            busy(took);
            return;
        }
        show(then);
    }

    private void show(Text then) {
        reading = false;
        took = text("verdict %s after the save", "保存后 %s得出结果", Seconds.of(Duration.between(saved, Instant.now())));
        view.show(task, body, then.isEmpty() ? took : text("%s · %s", "%s · %s", took, then));
    }

    /** Whether this report completes the run whose first failure is on the screen. */
    private boolean checkingStill(Report report) {
        return shown.filter(before -> before.seed() == report.seed()).isPresent();
    }

    /** Shows what is going on, but not over a hint that somebody is reading. */
    private void busy(Text state) {
        if (!reading) {
            view.busy(task, body, state);
        }
    }

    // --- keys

    private void hint() {
        Progress progress = Progress.read(context.home());
        String hint = HintCommand.startFirst(progress, task)
                .map(words -> words.in(screen.language()) + "\n")
                .orElseGet(() -> HintCommand.ladder(context, progress, task, HintCommand.number(progress, task)));
        view.show(task, hint, Text.NONE);
    }

    private void wire() {
        String log = shown.map(report -> new TextReport(screen.terminal()).wire(report, screen.language()))
                .orElse("");
        view.show(
                task,
                log.isEmpty() ? text("Nothing to show.", "没有可显示的内容。").in(screen.language()) + "\n" : log,
                Text.NONE);
    }

    /** Opens the file of the failing check at its line; where the compiler has something to say, at the line it names. */
    private void open() {
        WorkPlace place = place().orElse(null);
        if (place == null) {
            view.show(task, body, text("No file is known in which this is written.", "不知道这是在哪个文件里写的。"));
            return;
        }
        Text where = Text.same(shown(place.file()) + ":" + place.line());
        Optional<Editor> editor = Editor.of(System.getenv());
        if (editor.isEmpty()) {
            view.show(
                    task,
                    body,
                    text(
                            "%s · no editor is known: name yours in VISUAL or EDITOR, and start the watch again",
                            "%s · 不知道用哪个编辑器：请设置 VISUAL 或 EDITOR，再重新启动 watch", where));
            return;
        }
        Optional<Text> trouble = open(editor.get(), place);
        view.show(task, body, trouble.orElse(text("%s is open", "已打开 %s", where)));
    }

    /** Returns what went wrong; an editor that needs the terminal has it until it ends. */
    private Optional<Text> open(Editor editor, WorkPlace place) {
        AtomicReference<Optional<Text>> trouble = new AtomicReference<>(Optional.empty());
        Runnable job = () -> {
            try {
                editor.open(place.file(), place.line());
            } catch (IOException e) {
                trouble.set(Optional.of(text(
                        "%s cannot be started. Name your editor in VISUAL or EDITOR.",
                        "无法启动 %s。请在 VISUAL 或 EDITOR 中指定编辑器。", editor.words().getFirst())));
            } catch (InterruptedException quit) {
                Thread.currentThread().interrupt();
            }
        };
        keyboard.filter(keys -> !editor.besides()).ifPresentOrElse(keys -> keys.lend(job), job);
        return trouble.get();
    }

    private String shown(Path file) {
        return file.startsWith(context.home().root()) ? context.home().relative(file) : file.toString();
    }

    private Optional<WorkPlace> place() {
        Optional<TaskResult> result = shown.map(report -> report.tasks().getFirst());
        Optional<WorkPlace> compiled = result.flatMap(TaskResult::trouble)
                .map(trouble -> COMPILED.matcher(trouble.detail()))
                .filter(Matcher::find)
                .map(error ->
                        new WorkPlace(context.home().root().resolve(error.group(1)), Integer.parseInt(error.group(2))))
                .filter(place -> Files.exists(place.file()));
        Optional<CheckResult> failed = result.flatMap(TaskResult::foremost);
        int number = failed.map(check ->
                        Integer.parseInt(check.id().substring(check.id().indexOf('/') + 1)))
                .orElse(1);
        return compiled.or(() -> WorkPlace.of(
                context.home(),
                OwnWork.on(task, context).target(),
                task,
                number,
                failed.flatMap(CheckResult::finding)));
    }

    private void next() {
        List<Task> order = context.workbook().suggested().stream()
                .filter(each -> !context.home().planned(each))
                .toList();
        task = order.get((order.indexOf(task) + 1) % order.size());
        saves.ifPresent(Thread::interrupt);
        shown = Optional.empty();
        body = "";
        saved = Instant.now();
        watch();
        check();
    }

    private void list() {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(buffer, true, StandardCharsets.UTF_8);
        Screen page = screen.printing(out);
        new Checklist(new Context(page, context.home(), context.workbook())).show();
        view.show(task, buffer.toString(StandardCharsets.UTF_8), Text.NONE);
    }

    private void askForReset() {
        if (!Stubs.kept(context.home(), task)) {
            view.show(task, body, text("The exercise as it was is not kept.", "练习最初的样子没有留底。"));
            return;
        }
        asked = true;
        Text question = OwnServer.of(context.home(), task).isPresent()
                ? text(
                        "Begin %s again? The exercise in Java and the progress, not your own server. y / n",
                        "重新开始 %s？针对 Java 练习和进度，不涉及你自己的服务器。y / n", task.id())
                : text(
                        "Begin %s again? Your files are kept in .sse/backup. y / n",
                        "重新开始 %s？你的文件会保存到 .sse/backup。y / n", task.id());
        view.show(task, body, question);
    }

    private void reset() {
        try {
            body = context.home().relative(ResetCommand.reset(context, task)) + "\n";
        } catch (IOException e) {
            view.show(task, body, text("Not possible: %s", "无法完成：%s", e));
        }
    }
}
