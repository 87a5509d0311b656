package workbook.checker.checks.timing;

import java.util.Map;
import java.util.function.Supplier;
import workbook.checker.probe.CheckFailure;
import workbook.checker.probe.CheckSkipped;
import workbook.checker.probe.Probe;

/** A server that a check has to itself. It may be started ahead, while another check has to wait anyway. */
public final class OwnServer {

    private final Supplier<Probe> start;
    private Supplier<Probe> server;

    public OwnServer(Probe probe, Map<String, String> settings) {
        this.start = () -> probe.ownServer(settings);
    }

    /** Starts the server now. A start that fails is reported by the first check that asks for the server. */
    public OwnServer startAhead() {
        try {
            Probe started = start.get();
            server = () -> started;
        } catch (CheckSkipped notOurs) {
            server = () -> {
                throw notOurs;
            };
        } catch (CheckFailure trouble) {
            server = () -> {
                throw trouble;
            };
        }
        return this;
    }

    public Probe get() {
        return (server == null ? startAhead().server : server).get();
    }
}
