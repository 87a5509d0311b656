package workbook.checker.server;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import workbook.checker.text.Text;

/** Why a server under test could not be reached. */
public sealed interface Trouble {

    /** What happened, in one or two sentences. */
    Text sentence();

    /** What to do next. */
    Text next();

    /** Lines to show as they are: those of the compiler, or the last ones that the program printed. */
    default String detail() {
        return "";
    }

    /** The sentence without what the program printed, for a screen on which the program printed it itself. */
    default Text happened() {
        return sentence();
    }

    /** All of it, in lines: what happened, the lines to show as they are, and what to do next. */
    default Text inFull() {
        String shown = detail().isBlank() ? "" : detail().stripTrailing().indent(2);
        return text("%s\n%s%s", "%s\n%s%s", sentence(), shown, next());
    }

    /** The trouble of a program that ran, so that its output may tell why. */
    sealed interface OfRunning extends Trouble {

        /** The last lines that the program printed; empty if it printed nothing. */
        String output();

        @Override
        Text happened();

        @Override
        default Text sentence() {
            return happened()
                    .then(
                            output().isBlank()
                                    ? text("It printed nothing.", "它没有任何输出。")
                                    : text("Its last lines:", "最后的输出："));
        }

        @Override
        default String detail() {
            return output();
        }
    }

    /** @param folder relative to the workbook */
    record NoSource(String folder) implements Trouble {
        @Override
        public Text sentence() {
            return text("There is no Java source in %s.", "%s 中没有 Java 源文件。", folder);
        }

        @Override
        public Text next() {
            return text("Bring the files back with: git checkout -- %s", "恢复文件：git checkout -- %s", folder);
        }
    }

    record NoLibraries(String folder) implements Trouble {
        @Override
        public Text sentence() {
            return text(
                    "The libraries that the exercises need are not in %s: the workbook is not built.",
                    "%s 中没有练习所需的库：练习册尚未构建。", folder);
        }

        @Override
        public Text next() {
            return text("Start the checker with ./sse, which builds first.", "请用 ./sse 启动检查器，它会先完成构建。");
        }
    }

    /** Holds javac's own lines. */
    record DoesNotCompile(String lines) implements Trouble {
        @Override
        public Text sentence() {
            return text("Your program does not compile. javac says:", "程序编译不通过。javac 的输出：");
        }

        @Override
        public Text next() {
            return lines.contains("No space left on device")
                    ? text("Make room on the disk: your code is not the cause.", "请清理磁盘空间：原因不在你的代码。")
                    : text("Mend the first error; the others often go with it.", "先改第一个错误，其余的往往会随之消失。");
        }

        @Override
        public String detail() {
            return lines;
        }
    }

    record CannotStart(String command, String reason) implements Trouble {
        @Override
        public Text sentence() {
            return text("The program could not be started (%s): %s", "程序无法启动（%s）：%s", reason, command);
        }

        @Override
        public Text next() {
            return text("Start it by hand to see why.", "请手动启动它，查看原因。");
        }
    }

    /** The files of the program cannot be read. */
    record Unreadable(String reason) implements Trouble {
        @Override
        public Text sentence() {
            return text("Your program could not be read or compiled (%s).", "无法读取或编译程序（%s）。", reason);
        }

        @Override
        public Text next() {
            return text("Look at this file: is it there, and may you read it?", "看看这个文件：它在吗？你有读取权限吗？");
        }
    }

    /**
     * A file of configuration that is no YAML.
     *
     * @param problem in the words of the parser
     * @param detail the line, with its number
     */
    record NoYaml(String file, int line, int column, Text problem, String detail) implements Trouble {
        @Override
        public Text sentence() {
            return text(
                    "%s is no YAML in line %d, column %d: %s.",
                    "%s 第 %d 行第 %d 列不是合法的 YAML：%s。", file, line, column, problem);
        }

        @Override
        public Text next() {
            return detail.contains("\t")
                    ? text("Indent with spaces: there is a tab in this line.", "用空格缩进：这一行里有制表符。")
                    : text(
                            "Look at its indent, and at the one above it: keys of one level begin in the same column, and a space stands behind each colon.",
                            "看看这一行和上一行的缩进：同一层的键从同一列开始，每个冒号后面有一个空格。");
        }
    }

    /**
     * A configuration that the program cannot use.
     *
     * @param line 0 where the file has none that comes near
     * @param detail the line, with its number
     */
    record Unusable(String file, int line, Text received, Text wanted, String detail) implements Trouble {
        @Override
        public Text sentence() {
            return line == 0
                    ? text("%s: received %s, wanted %s.", "%s：收到的是：%s；应当是：%s。", file, received, wanted)
                    : text(
                            "%s, line %d: received %s, wanted %s.",
                            "%s 第 %d 行：收到的是：%s；应当是：%s。", file, line, received, wanted);
        }

        @Override
        public Text next() {
            return text("Mend this line; ./sse run would end at it, too.", "改正这一行；./sse run 也会因它而退出。");
        }
    }

    /** The trouble of a program that starts with the values of the checks, and not with its own. */
    record WithOwnValues(Trouble found) implements Trouble {
        @Override
        public Text sentence() {
            return text(
                            "The checks start your program with values of their own. With those of your application.yaml it does not start.",
                            "检查时，程序使用的是检查器给出的配置值；换成 application.yaml 里你自己的值，程序无法启动。")
                    .then(found.sentence());
        }

        @Override
        public Text next() {
            return found.next();
        }

        @Override
        public String detail() {
            return found.detail();
        }
    }

    record Exited(int code, Duration after, Text next, String output) implements OfRunning {
        @Override
        public Text happened() {
            return text(
                    "Your program exited with code %d after %.1f s, before it listened on a port.",
                    "程序在 %2$.1f 秒后以退出码 %1$d 结束，期间没有监听任何端口。", code, after.toMillis() / 1000.0);
        }
    }

    /** The program said that it listens, and ended before anybody could connect. */
    record LeftAtOnce(int port, int code, String output) implements OfRunning {
        @Override
        public Text happened() {
            return text(
                    "Your program listened on port %d and then exited at once, with code %d.",
                    "程序开始监听端口 %d，随后立即以退出码 %d 结束。", port, code);
        }

        @Override
        public Text next() {
            return text(
                    "Something behind the start of the server ends the program: look for System.exit or for an exception in what main does then.",
                    "启动服务器之后的某处代码结束了程序：看看 main 接下来做了什么，有没有 System.exit 或异常。");
        }
    }

    /** The program listened, and later ended by itself. */
    record Died(int code, String output) implements OfRunning {
        @Override
        public Text happened() {
            return text("Your program exited with code %d while it was checked.", "程序在检查过程中以退出码 %d 结束。", code);
        }

        @Override
        public Text next() {
            return text(
                    "Find what ended it: System.exit, or the error in its last lines.",
                    "找出它结束的原因：System.exit，或最后输出的错误。");
        }
    }

    record OutOfMemory(String output) implements OfRunning {
        @Override
        public Text happened() {
            return text("Your program ran out of memory and was ended by its JVM.", "程序内存耗尽，已被 JVM 终止。");
        }

        @Override
        public Text next() {
            return text("Look for a list or a queue that only grows.", "找一找有没有只增不减的列表或队列。");
        }
    }

    /** {@code port} is 0 where the program does not say which. */
    record PortTaken(int port, String output) implements OfRunning {
        @Override
        public Text happened() {
            return port == 0
                    ? text("The port that your program wants is taken by another program.", "程序要用的端口已被其他程序占用。")
                    : text("Port %d is taken by another program.", "端口 %d 已被其他程序占用。", port);
        }

        @Override
        public Text next() {
            return text(
                    "End that program, or listen on another port: --port N with ./sse run; with --exec that of the environment variable PORT.",
                    "结束那个程序，或换一个端口：./sse run 用 --port N；--exec 用环境变量 PORT 指定的端口。");
        }
    }

    /** {@code wanted} is 0 where the program may choose. */
    record NeverListened(int wanted, Duration limit, String output) implements OfRunning {
        @Override
        public Text happened() {
            return wanted == 0
                    ? text(
                            "Your program is alive but listens on no port after %d s.",
                            "程序仍在运行，但 %d 秒后仍未监听任何端口。", limit.toSeconds())
                    : text(
                            "Nothing is listening on port %d after %d s, though your program is alive.",
                            "%2$d 秒后端口 %1$d 上仍无人监听，但程序还在运行。", wanted, limit.toSeconds());
        }

        @Override
        public Text next() {
            return wanted == 0
                    ? text(
                            "Main is given: it must print \"listening on http://127.0.0.1:PORT\" after start().",
                            "Main 是现成的：start() 之后它必须打印 \"listening on http://127.0.0.1:PORT\"。")
                    : text(
                            "Listen on the port of the environment variable PORT, on 127.0.0.1.",
                            "请在 127.0.0.1 上监听环境变量 PORT 指定的端口。");
        }
    }

    record ListensElsewhere(int wanted, int found, Duration limit, String output) implements OfRunning {
        @Override
        public Text happened() {
            return text(
                    "Nothing is listening on port %d after %d s, but your program listens on %d.",
                    "%2$d 秒后端口 %1$d 上仍无人监听，但程序监听在 %3$d 上。", wanted, limit.toSeconds(), found);
        }

        @Override
        public Text next() {
            return text(
                    "Use the port of the environment variable PORT, or grade the running server with --url http://127.0.0.1:%d.",
                    "请使用环境变量 PORT 指定的端口，或用 --url http://127.0.0.1:%d 直接检查正在运行的服务器。", found);
        }
    }

    record EndlessOutput(long bytes, String output) implements OfRunning {
        @Override
        public Text happened() {
            return text(
                    "Your program printed %d MB and listens on no port: it seems to be caught in a loop.",
                    "程序输出了 %d MB，却没有监听任何端口：似乎陷入了死循环。", bytes >> 20);
        }

        @Override
        public Text next() {
            return text("Find the loop that prints the last line.", "找到打印最后一行的那个循环。");
        }
    }

    record Unreachable(String url, Text reason) implements Trouble {
        @Override
        public Text sentence() {
            return text("%s cannot be reached: %s.", "无法连接 %s：%s。", url, reason);
        }

        @Override
        public Text next() {
            return text("Start your server, then check host and port.", "先启动服务器，再核对主机和端口。");
        }
    }
}
