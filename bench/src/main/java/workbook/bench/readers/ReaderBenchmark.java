package workbook.bench.readers;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** One operation reads one stream to its end. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ReaderBenchmark {

    @Param
    Shape shape;

    @Param({"1024", "16384"})
    int piece;

    @Param
    Readers reader;

    private Reading reading;

    @Setup
    public void setUp() {
        reading = reader.reading().orElseThrow();
    }

    @Benchmark
    public void read(Blackhole hole) throws Exception {
        reading.read(new PiecewiseStream(shape.bytes(), piece), piece, (type, data) -> {
            hole.consume(type);
            hole.consume(data);
        });
    }
}
