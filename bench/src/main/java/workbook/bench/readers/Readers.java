package workbook.bench.readers;

import io.helidon.webclient.spi.SourceHandlerProvider;
import java.util.Optional;
import java.util.ServiceLoader;

/** All readers that are measured. */
public enum Readers {
    OURS("workbook.checker.sse") {
        @Override
        Optional<Reading> reading() {
            return Optional.of(new OurReading());
        }
    },
    OKHTTP("okhttp-eventsource") {
        @Override
        Optional<Reading> reading() {
            return Optional.of(new OkHttpReading());
        }
    },
    HELIDON("Helidon WebClient") {
        /** Its module is on the class path only if Maven's repository has it. */
        @Override
        Optional<Reading> reading() {
            return ServiceLoader.load(SourceHandlerProvider.class).findFirst().map(HelidonReading::new);
        }
    };

    private final String label;

    Readers(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** The reader; empty if its library is not here. */
    abstract Optional<Reading> reading();

    public boolean isHere() {
        return reading().isPresent();
    }
}
