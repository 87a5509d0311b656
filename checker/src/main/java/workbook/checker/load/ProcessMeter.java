package workbook.checker.load;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import workbook.checker.text.Text;

/** Measures the server's process from outside: its processor time by the JDK, its memory where the system has /proc. */
final class ProcessMeter {

    private final OptionalLong pid;
    private OptionalLong before = OptionalLong.empty();
    private OptionalLong connected = OptionalLong.empty();
    private Optional<Duration> begun = Optional.empty();

    ProcessMeter(OptionalLong pid) {
        this.pid = pid;
    }

    static boolean runs(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    void nobodyIsConnected() {
        before = memory();
    }

    void allAreConnected() {
        connected = memory();
        begun = cpu();
    }

    Cost cost() {
        if (pid.isEmpty()) {
            return Cost.NOT_ASKED;
        }
        Optional<Duration> cpu = begun.flatMap(from -> cpu().map(to -> to.minus(from)));
        OptionalLong end = memory();
        return new Cost(cpu, before, connected, end, unknown(cpu.isEmpty(), end.isEmpty()));
    }

    private Text unknown(boolean noCpu, boolean noMemory) {
        if (!runs(pid.getAsLong())) {
            return text("process %d has ended", "进程 %d 已经结束", pid.getAsLong());
        }
        Text cpu = text("the processor time of process %d is not told to us", "无法得知进程 %d 的 CPU 时间", pid.getAsLong());
        Text memory = text(
                "memory is known on Linux only (/proc), and for a process of yours", "内存只在 Linux 上可知（/proc），且须是你自己的进程");
        return noCpu && noMemory ? cpu.then(memory) : noCpu ? cpu : noMemory ? memory : Text.NONE;
    }

    private Optional<Duration> cpu() {
        return pid.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(pid.getAsLong())
                        .flatMap(process -> process.info().totalCpuDuration());
    }

    /** The resident set size, in bytes. */
    private OptionalLong memory() {
        if (pid.isEmpty()) {
            return OptionalLong.empty();
        }
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid.getAsLong()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException | NumberFormatException elsewhere) {
            return OptionalLong.empty();
        }
    }
}
