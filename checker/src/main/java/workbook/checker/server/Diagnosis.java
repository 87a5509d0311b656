package workbook.checker.server;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import workbook.checker.text.Text;

/**
 * Finds out why a program cannot be reached, from how it ended and what it printed.
 *
 * @param wanted the port that the program was given; 0 where it may choose
 */
record Diagnosis(Program program, int wanted, OutputTail output) {

    /** What a process printed last may come a moment after its end, or never where a child holds on to the pipe. */
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    /** As Python, Node and Go name one: {@code SyntaxError: …}, {@code ./main.go:5:2: undefined: x}. */
    private static final Pattern NAMED_ERROR = Pattern.compile("(?m)^\\S*(?:Error|Exception)\\b|\\.go:\\d+:\\d+: ");

    private static final int NOT_FOUND = 127;
    private static final int KILLED = 128 + 9;

    /** The trouble of a program that ended before it listened. */
    Trouble exited(int code, Duration after) {
        output.awaitClose(LAST_WORDS);
        String last = output.last(25);
        return known(last)
                .or(this::configuration)
                .orElseGet(() -> output.port().isPresent()
                        ? new Trouble.LeftAtOnce(output.port().getAsInt(), code, last)
                        : new Trouble.Exited(code, after, next(code, last), last));
    }

    private Optional<Trouble> configuration() {
        return program instanceof Program.JavaFolder java
                ? new ConfigurationDiagnosis(Configuration.of(java.folder()), output.kept()).trouble()
                : Optional.empty();
    }

    /** The trouble of a program that listened, and later ended by itself. */
    Trouble died(int code) {
        output.awaitClose(LAST_WORDS);
        String last = output.last(25);
        return outOfMemory(last).orElseGet(() -> new Trouble.Died(code, last));
    }

    /** The trouble of a program that is alive, but does not listen where it should. */
    Trouble unheard(Duration limit) {
        String last = output.last(10);
        Optional<Trouble> elsewhere = wanted == 0
                ? Optional.empty()
                : output.portLike()
                        .filter(port -> port != wanted && Reachability.accepts(port))
                        .findFirst()
                        .map(found -> new Trouble.ListensElsewhere(wanted, found, limit, last));
        // A program that says that a port is taken does not listen on it, though another program does.
        return portTaken(last).or(() -> elsewhere).orElseGet(() -> new Trouble.NeverListened(wanted, limit, last));
    }

    private Optional<Trouble> known(String last) {
        return outOfMemory(last).or(() -> portTaken(last));
    }

    private Optional<Trouble> outOfMemory(String last) {
        return output.contains("java.lang.OutOfMemoryError")
                ? Optional.of(new Trouble.OutOfMemory(last))
                : Optional.empty();
    }

    private Optional<Trouble> portTaken(String last) {
        if (!output.contains("Address already in use") && !output.contains("EADDRINUSE")) {
            return Optional.empty();
        }
        boolean given = program instanceof Program.JavaFolder && wanted != 0;
        int port = given
                ? wanted
                : output.portLike().filter(Reachability::accepts).findFirst().orElse(0);
        return Optional.of(new Trouble.PortTaken(port, last));
    }

    private Text next(int code, String last) {
        if (code == KILLED) {
            return text(
                    "Something killed it (SIGKILL): often a system that is short of memory.",
                    "它被强行终止了（SIGKILL）：往往是系统内存不足。");
        }
        return switch (program) {
            case Program.JavaFolder java -> nextInJava(code, last);
            case Program.ShellCommand shell -> nextInShell(code, last, shell.line());
        };
    }

    private static Text nextInJava(int code, String last) {
        if (last.contains("Exception") || last.contains("Error")) {
            return text(
                    "Read the first line that begins with Exception or Caused by.",
                    "先看第一行以 Exception 或 Caused by 开头的输出。");
        }
        return code == 0
                ? text(
                        "Let main start the server and return; do not call System.exit.",
                        "main 启动服务器后直接返回即可，不要调用 System.exit。")
                : text("Look for System.exit in your program.", "在程序里找一找 System.exit。");
    }

    private static Text nextInShell(int code, String last, String line) {
        return switch (code) {
            case 0 ->
                text(
                        "The command must run until it is stopped: keep the server in the foreground, with no & at the end.",
                        "命令必须一直运行到被停止为止：让服务器留在前台，末尾不要加 &。");
            case NOT_FOUND ->
                text("The shell does not find the command: give its whole path.", "shell 找不到这条命令：请写出完整路径。");
            default ->
                NAMED_ERROR.matcher(last).find()
                        ? text("What it printed says why: mend that, then check again.", "它的输出说明了原因：改好后再检查一次。")
                        : text(
                                "Start it by hand to see why: export PORT=8080; %s",
                                "请手动启动它，查看原因：export PORT=8080; %s", line);
        };
    }
}
