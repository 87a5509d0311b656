package workbook.bench.peers;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import workbook.checker.load.LoadFault;

/** Runs all scenes on all peers, round by round, so that whatever else the machine does affects them all alike. */
public final class Rounds {

    private final Place place;
    private final Scenes scenes;
    private final PrintStream log;
    private final Samples samples = new Samples();

    public Rounds(Place place, Scenes scenes, PrintStream log) {
        this.place = place;
        this.scenes = scenes;
        this.log = log;
    }

    public Samples run(List<Peer> peers, int rounds) throws InterruptedException {
        List<Peer> order = new ArrayList<>(peers);
        for (int round = 1; round <= rounds; round++) {
            for (Peer peer : order) {
                visit(peer, round);
            }
            Collections.rotate(order, -1);
        }
        return samples;
    }

    private void visit(Peer peer, int round) throws InterruptedException {
        long begun = System.nanoTime();
        try (Server server = Server.start(peer, place);
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            Visit visit = new Visit(server, http);
            visit.play(scenes.first(), peer.key(), round);
            keep(visit.play(scenes.held(), peer.key(), round));
            visit.play(scenes.warmUp(), peer.key(), round);
            for (Scene scene : scenes.measured()) {
                keep(visit.play(scene, peer.key(), round));
            }
        } catch (IOException | LoadFault e) {
            samples.broke(peer.key(), round, e.getMessage());
            log.printf("round %d, %s: %s%n", round, peer.key(), e.getMessage());
        }
        log.printf("round %d, %s: %.0f s%n", round, peer.key(), (System.nanoTime() - begun) / 1e9);
    }

    private void keep(Sample sample) {
        samples.add(sample);
        log.printf(
                "  %-10s %9.0f deliveries/s, p50 %.1f ms, p99 %.1f ms, client %.0f %%%s%n",
                sample.scene(),
                sample.report().events().deliveriesPerSecond(),
                sample.report().latency().p50(),
                sample.report().latency().p99(),
                100 * sample.clientBusy().orElse(0),
                sample.counts() ? "" : "  NOT COUNTED");
    }
}
