package workbook.checker.checks.walk;

import static workbook.checker.text.Text.same;
import static workbook.checker.text.Text.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.WireLine;
import workbook.checker.finding.WireText;
import workbook.checker.http.HeaderField;
import workbook.checker.probe.Connection;
import workbook.checker.text.Clip;
import workbook.checker.text.Text;
import workbook.checker.wire.WireRequest;

/** The steps that were taken, in words for people and as a line for a shell. */
final class Narration {

    private static final int LONGEST_TEXT = 30;

    /** Characters: a longer text is made by a program in the shell's line. */
    private static final int LONG = 200;

    private static final int LETTERS = 26;

    private record Taken(Step step, Duration at, boolean nobody, Optional<String> curl) {}

    private final long begun = System.nanoTime();
    private final List<Taken> taken = new ArrayList<>();
    private final Map<Integer, String> names = new HashMap<>();

    void begin(Step step, boolean nobodyIsConnected) {
        Duration at = Duration.ofNanos(System.nanoTime() - begun);
        taken.add(new Taken(step, at, nobodyIsConnected, Optional.empty()));
    }

    /** The id that a client sends is another one in each run, so the line takes it from the answer to the POST. */
    void opens(Connection connection, Place place) {
        String line = withoutHeaders(connection.request(), place).curl();
        curl(
                place instanceof Place.After(int message)
                        ? line.replaceFirst(" ", " -H \"Last-Event-ID: \\$id_" + message + "\" ")
                        : line);
    }

    /** The request without what a browser sends and no server needs, and without an id of this run. */
    private static WireRequest withoutHeaders(WireRequest request, Place place) {
        List<HeaderField> left = request.headers().stream()
                .filter(field -> field.name().equals(World.LAST_EVENT_ID) && !(place instanceof Place.After))
                .toList();
        return new WireRequest(request.method(), request.uri(), left, request.body());
    }

    void posts(Message message) {
        curl(message.curl().replaceFirst(" -i?N", " -s"));
    }

    /** Of many messages, the line of the last one stands for all. */
    private void curl(String line) {
        Taken last = taken.removeLast();
        taken.add(new Taken(last.step(), last.at(), last.nobody(), Optional.of(line)));
    }

    List<Step> steps() {
        return taken.stream().map(Taken::step).toList();
    }

    /**
     * The steps as a report shows them.
     *
     * @param drawn how many steps had been taken when the server broke the contract first
     * @param again whether these steps alone broke it once more
     * @param fewest whether there was time to try to leave out each of them
     */
    Conversation shown(int drawn, boolean again, boolean fewest) {
        List<WireLine> lines = new ArrayList<>();
        for (Taken step : taken) {
            Text words = text("%d. %s", "%d. %s", lines.size() + 1, words(step));
            lines.add(new WireLine(step.at(), WireLine.Kind.STEP, words, false, List.of()));
        }
        Text note = text("here the contract is broken", "这一步违反了约定");
        return new Conversation(
                title(drawn, again, fewest),
                script(),
                lines,
                Optional.of(new Conversation.Mark(lines.size() - 1, 0, note)));
    }

    private Text title(int drawn, boolean again, boolean fewest) {
        if (!again) {
            return text("the steps (%d; they did not fail again on their own)", "步骤（共 %d 步；单独重做时没有再次失败）", taken.size());
        }
        if (drawn <= taken.size()) {
            return text("the steps", "步骤");
        }
        return fewest
                ? text(
                        "the steps (the %d of %d that it takes, each time)",
                        "步骤（%2$d 步中只需这 %1$d 步，每次都能重现）", taken.size(), drawn)
                : text(
                        "the steps (%d of %d fail again on their own; there was no time to leave out more of them, so look at the last ones first)",
                        "步骤（共 %2$d 步，其中这 %1$d 步单独重做时再次失败；没有时间继续缩减，请先看最后几步）", taken.size(), drawn);
    }

    private Text words(Taken taken) {
        Text nobody = taken.nobody() ? text(" while nobody is connected", "，此时没有客户端连接") : Text.NONE;
        return switch (taken.step()) {
            case Step.Connect(int client, Place place) ->
                text("client %s connects%s", "客户端 %s 连接%s", name(client), words(place));
            case Step.Glance(int client, Place place, Step.Way way) ->
                text(
                        "client %s connects%s, and leaves at once (%s)",
                        "客户端 %s 连接%s，随即断开（%s）", name(client), words(place), way);
            case Step.Leave(int client, Step.Way way) ->
                text("client %s leaves (%s)", "客户端 %s 断开（%s）", name(client), way);
            case Step.Post(int message, String text) ->
                text("message %d is posted%s: %s", "POST 消息 %d%s：%s", message, nobody, quoted(text));
            case Step.Burst(int first, int count, boolean alike)
            when alike ->
                text(
                        "messages %d to %d are posted%s, all with the text \"again\"",
                        "POST 消息 %d 到 %d%s，文本都是 \"again\"", first, first + count - 1, nobody);
            case Step.Burst(int first, int count, boolean alike) ->
                text("messages %d to %d are posted%s", "POST 消息 %d 到 %d%s", first, first + count - 1, nobody);
            case Step.Idle idle -> text("nothing happens for %.1f s", "%.1f 秒内什么都不做", World.IDLE.toMillis() / 1000.0);
        };
    }

    private static Text words(Place place) {
        return switch (place) {
            case Place.New none -> Text.NONE;
            case Place.Empty empty -> text(" with an empty Last-Event-ID", "，Last-Event-ID 为空");
            case Place.After(int message) -> text(" with the id of message %d", "，带消息 %d 的 id", message);
            case Place.Unknown(String id) -> text(" with the id \"%s\"", "，带 id \"%s\"", WireText.escape(id));
            case Place.Ahead ahead -> text(" with an id that is still to come", "，带一个尚未发出的 id");
        };
    }

    private static Text quoted(String text) {
        return text.length() > LONG
                ? text("%d characters", "%d 个字符", text.length())
                : same("\"" + Clip.characters(WireText.escape(text), LONGEST_TEXT) + "\"");
    }

    /** A, B, C in the order of their coming. */
    private String name(int client) {
        return names.computeIfAbsent(
                client,
                number -> names.size() < LETTERS
                        ? String.valueOf((char) ('A' + names.size()))
                        : String.format(Locale.ROOT, "%d", number));
    }

    /** All steps in one line that can be pasted into a POSIX shell. The ids are those that the server gives then. */
    private String script() {
        List<Integer> named = taken.stream()
                .map(Taken::step)
                .flatMap(step -> place(step) instanceof Place.After after ? Stream.of(after.message()) : Stream.empty())
                .distinct()
                .toList();
        Stream<String> commands = taken.stream().map(step -> command(step, named));
        return Stream.concat(commands, Stream.of("sleep 2; kill $(jobs -p)")).collect(Collectors.joining(" "));
    }

    private static Place place(Step step) {
        return switch (step) {
            case Step.Connect(int client, Place place) -> place;
            case Step.Glance(int client, Place place, Step.Way way) -> place;
            default -> new Place.New();
        };
    }

    private String command(Taken taken, List<Integer> named) {
        String curl = taken.curl().orElse("curl");
        return switch (taken.step()) {
            case Step.Connect(int client, Place place) -> curl + " & " + variable(client) + "=$!; sleep 1;";
            case Step.Glance(int client, Place place, Step.Way way) -> "timeout 0.1 " + curl + ";";
            case Step.Leave(int client, Step.Way way) -> "kill $" + variable(client) + ";";
            case Step.Post(int message, String text) -> {
                String line = text.length() > LONG ? shortened(curl, text) : curl;
                yield (named.contains(message) ? assigned(message, line) : line) + ";";
            }
            case Step.Burst burst -> loop(burst, curl, named);
            case Step.Idle idle -> "sleep 1.2;";
        };
    }

    private String variable(int client) {
        return "client_" + name(client);
    }

    private static String assigned(int message, String curl) {
        return "id_" + message + "=$(" + curl + " | jq -r .id)";
    }

    private static String shortened(String curl, String text) {
        String made = "$(printf %0" + text.length() + "d 0)";
        return curl.contains(" " + text)
                ? curl.replace(text, "\"" + made + "\"")
                : curl.replace(text, "'\"" + made + "\"'");
    }

    private static String loop(Step.Burst burst, String curl, List<Integer> named) {
        int last = burst.first() + burst.count() - 1;
        String line = curl.replace("message " + last, "message '$i'");
        String body = named.stream()
                .filter(message -> message >= burst.first() && message <= last)
                .map(message -> message + ") id_" + message + "=$id;;")
                .collect(Collectors.joining(" "));
        String one = body.isEmpty() ? line + ";" : "id=$(" + line + " | jq -r .id); case $i in " + body + " esac;";
        return "for i in $(seq " + burst.first() + " " + last + "); do " + one + " done;";
    }
}
