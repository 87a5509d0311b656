package workbook.checker.clients;

import java.net.URI;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A client of which some starts come to nothing: it neither asks nor ends.
 *
 * @param fails is asked at each start
 */
record Unreliable(Subject subject, BooleanSupplier fails) implements Subject {

    @Override
    public String name() {
        return subject.name();
    }

    @Override
    public Client start(URI stream, Set<String> types, Sightings sightings) {
        return fails.getAsBoolean() ? new Idle() : subject.start(stream, types, sightings);
    }

    private static final class Idle implements Client {

        @Override
        public boolean ended() {
            return false;
        }

        @Override
        public void stop() {}

        @Override
        public void close() {}
    }
}
