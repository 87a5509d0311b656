package workbook.checker.grading;

import static workbook.checker.text.Text.text;

import workbook.checker.finding.Finding;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.Fault;
import workbook.checker.probe.Kept;

/** What is said when the memory of the checker was full, in whichever thread that came out. */
final class FullHeap {

    /** What servers sent has filled the memory when it was so large a part of it. */
    private static final int PART = 5;

    private FullHeap() {}

    static boolean isCauseOf(Throwable fault) {
        Throwable cause = fault;
        while (cause != null && !(cause instanceof OutOfMemoryError)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    /** Whether what servers sent has filled the memory. */
    static boolean isOfServer() {
        return Kept.bytes() > Runtime.getRuntime().maxMemory() / PART;
    }

    static Finding finding() {
        CheckFailure failure = Fault.expected(text("an answer that a client can hold", "客户端装得下的响应"))
                .received(text(
                        "so much that the memory of the checker was full (%d MB)",
                        "多到占满了检查器的内存（%d MB）", Runtime.getRuntime().maxMemory() >> 20))
                .why(text(
                        "whoever reads a stream must keep what belongs to one event until the event ends",
                        "读取流的一方必须保留一个事件的全部内容，直到该事件结束"))
                .likely(text(
                        "a loop that writes and does not wait, or an event that never ends",
                        "有一个只写不等待的循环，或者一个永远不结束的事件"))
                .failure();
        return failure.finding();
    }

    static Finding ours() {
        return Finding.of(
                text("the memory of the checker was full", "检查器的内存已满"),
                text(
                        "Give it more, and check again: JDK_JAVA_OPTIONS=-Xmx1g ./sse check. If it needs that for a server that sends little, please report it.",
                        "请给它更多内存再检查一次：JDK_JAVA_OPTIONS=-Xmx1g ./sse check。如果服务器发送的内容很少也需要这样做，请报告此问题。"));
    }
}
