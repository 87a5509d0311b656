package workbook.checker.grading;

import static workbook.checker.text.Text.text;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workbook.checker.finding.WireText;
import workbook.checker.text.Text;

/** An exception that is more than a sign of the fault: whoever sees it knows what is wrong, if they know the library. */
enum KnownException {
    NO_WRITER(
            "No server response media writer for class ([\\w.$]+)",
            found -> text(
                    "the data of an event is text, and so is what send() is given here: %s has no writer; give it a String, with toString() for example",
                    "事件的 data 是文本，这里交给 send() 的也是：%s 没有对应的写出器；应当给它 String，例如用 toString()",
                    WireText.escape(found.group(1)))),
    CHANGED_IN_A_LOOP(
            "java\\.util\\.ConcurrentModificationException",
            found -> text(
                    "a collection is changed while a loop goes through it (ConcurrentModificationException): removeIf() removes safely, and one lock keeps other threads out",
                    "循环遍历集合时集合被修改了（ConcurrentModificationException）：用 removeIf() 删除才安全，其他线程要用同一把锁挡住")),
    QUEUE_FULL(
            "IllegalStateException: Queue full",
            found -> text(
                    "add() throws where a queue is full (Queue full); offer() returns false, and the publisher can go on",
                    "队列已满时 add() 会抛出异常（Queue full）；offer() 则返回 false，发布者可以继续")),
    NO_LOCK(
            "IllegalMonitorStateException",
            found -> text(
                    "unlock(), await() or signalAll() is called by a thread that does not have the lock (IllegalMonitorStateException)",
                    "没有持有锁的线程调用了 unlock()、await() 或 signalAll()（IllegalMonitorStateException）"));

    private final Pattern sign;
    private final Function<MatchResult, Text> cause;

    KnownException(String sign, Function<MatchResult, Text> cause) {
        this.sign = Pattern.compile(sign);
        this.cause = cause;
    }

    /** The cause that these lines of a program tell. */
    static Optional<Text> causeIn(List<String> lines) {
        return Stream.of(values())
                .flatMap(known -> lines.stream()
                        .flatMap(line -> known.sign.matcher(line).results())
                        .map(known.cause))
                .findFirst();
    }
}
