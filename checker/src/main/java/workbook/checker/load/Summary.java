package workbook.checker.load;

import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import workbook.checker.load.LoadReport.Clients;
import workbook.checker.load.LoadReport.Events;
import workbook.checker.load.LoadReport.Slow;
import workbook.checker.load.LoadReport.Spread;
import workbook.checker.load.LoadReport.Storm;

/** Combines what the loops and the poster have seen, when all of them have ended. */
final class Summary {

    private final Plan plan;
    private final RunState run;
    private final List<Loop> loops;
    private final List<Poster> posters;
    private final Measurements measured;

    Summary(Plan plan, RunState run, List<Loop> loops, List<Poster> posters) {
        this.plan = plan;
        this.run = run;
        this.loops = loops;
        this.posters = posters;
        this.measured = new Measurements(plan.streams().size());
        loops.forEach(loop -> measured.addAll(loop.measured));
        posters.forEach(poster -> measured.faults.addAll(poster.faults()));
    }

    LoadReport report(Cost cost, boolean interrupted) throws LoadFault {
        if (measured.connected == 0 && !interrupted) {
            List<StreamFault> why = measured.faults.all();
            throw new LoadFault(text(
                    "%s let nobody in (%s).",
                    "%s 没有接受任何连接（%s）。",
                    plan.address(),
                    why.isEmpty()
                            ? text("connected, and no answer came", "连接成功，但没有任何响应")
                            : why.getFirst().example()));
        }
        loops.forEach(loop -> loop.clients.forEach(client -> judge(loop, client, interrupted)));
        return new LoadReport(
                plan,
                interrupted,
                new Clients(plan.clients(), measured.connected, measured.lost, Duration.ofNanos(measured.lastHead)),
                events(),
                nodes(),
                plan.outages() ? Optional.of(outages()) : Optional.empty(),
                run.resets.sum(),
                Spread.ofMicros(measured.latency()),
                Spread.ofMicros(measured.connect),
                plan.storm() == 0
                        ? Optional.empty()
                        : Optional.of(new Storm(
                                plan.storm(),
                                measured.back.getTotalCount(),
                                measured.backRefused,
                                Spread.ofMicros(measured.back))),
                plan.slow() == 0 ? Optional.empty() : Optional.of(new Slow(plan.slow(), measured.slowEnded)),
                cost,
                measured.slices.all(),
                measured.faults.all());
    }

    private List<LoadReport.Node> nodes() {
        List<LoadReport.Node> nodes = new ArrayList<>();
        for (Measurements.AtNode node : measured.nodes) {
            nodes.add(new LoadReport.Node(
                    plan.streams().get(nodes.size()),
                    node.clients,
                    node.deliveries,
                    Spread.ofMicros(node.latency),
                    Duration.ofNanos(node.longestGap)));
        }
        return nodes;
    }

    private LoadReport.Outages outages() {
        return new LoadReport.Outages(measured.returns, Spread.ofMicros(measured.back), sum(Poster::refusedOnes));
    }

    private Events events() {
        long posting = posters.stream()
                .mapToLong(poster -> poster.ended() - poster.begun())
                .max()
                .orElse(0);
        return new Events(
                sum(Poster::posted),
                sum(Poster::lateOnes),
                Duration.ofNanos(posting),
                measured.deliveries,
                Duration.ofNanos(measured.lastDelivery),
                measured.comments);
    }

    private int sum(ToIntFunction<Poster> count) {
        return posters.stream().mapToInt(count).sum();
    }

    /** Adds the faults of a client that lacks events that it should have by now. */
    private void judge(Loop loop, Client client, boolean interrupted) {
        for (int sender = 0; sender < run.senders(); sender++) {
            judge(loop, client, sender, interrupted);
        }
    }

    private void judge(Loop loop, Client client, int sender, boolean interrupted) {
        Ledger ledger = client.ledgers.get(sender);
        if (ledger.missing() > 0) {
            int first = run.number(sender, ledger.firstMissing());
            measured.faults.add(
                    StreamFault.Kind.EVENTS_LOST,
                    ledger.missing(),
                    first,
                    client.number,
                    text("client %d did not get event %d", "客户端 %d 没有收到事件 %d", client.number, first));
        }
        if (!interrupted && loop.waits(client) && loop.lacks(client, sender)) {
            measured.faults.add(
                    StreamFault.Kind.CLIENTS_STALLED,
                    1,
                    run.number(sender, ledger.next()),
                    client.number,
                    ledger.next() == 0
                            ? text("client %d got nothing at all", "客户端 %d 什么也没有收到", client.number)
                            : text(
                                    "client %d got nothing after event %d of %d",
                                    "客户端 %d 在事件 %d 之后再没有收到（共 %d 个）",
                                    client.number,
                                    run.number(sender, ledger.next() - 1),
                                    run.issued()));
        }
    }
}
