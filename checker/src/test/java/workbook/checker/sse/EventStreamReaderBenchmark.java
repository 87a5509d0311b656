package workbook.checker.sse;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How fast one core reads a stream of 100-byte events. One operation is one byte, so the score, operations per
 * microsecond, is MB/s. The goal is 300.
 *
 * <pre>
 * mvn -q -pl checker test-compile org.codehaus.mojo:exec-maven-plugin:3.5.1:exec -Dexec.executable=java \
 *     -Dexec.classpathScope=test -Dexec.args="-cp %classpath workbook.checker.sse.EventStreamReaderBenchmark"
 * </pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EventStreamReaderBenchmark {
    private static final int EVENT_BYTES = 100;
    private static final int STREAM_BYTES = 1_000_000;

    @Param({"8192", "65536"})
    int piece;

    @Param
    Stream stream;

    private byte[] bytes;

    /** The streams to read; each event is padded to 100 bytes. */
    public enum Stream {
        DATA("data: "),
        ID_AND_DATA("id: 123456\ndata: "),
        NOT_ASCII("data: Grüße, 世界! ");

        private final byte[] bytes;

        Stream(String beginning) {
            String padding = "x".repeat(EVENT_BYTES - beginning.getBytes(UTF_8).length - 2);
            bytes = (beginning + padding + "\n\n")
                    .repeat(STREAM_BYTES / EVENT_BYTES)
                    .getBytes(UTF_8);
        }
    }

    @Setup
    public void setUp() {
        bytes = stream.bytes;
    }

    @Benchmark
    @OperationsPerInvocation(STREAM_BYTES)
    public void read(Blackhole items) {
        EventStreamReader reader = new EventStreamReader();
        for (int from = 0; from < bytes.length; from += piece) {
            reader.read(bytes, from, Math.min(from + piece, bytes.length), items::consume);
        }
    }

    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(EventStreamReaderBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
