package workbook.checker.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import workbook.checker.http.Bytes;
import workbook.checker.http.HeaderField;
import workbook.checker.sse.StreamItem;
import workbook.checker.wire.ShellLine;
import workbook.checker.wire.WireRequest;

/**
 * How a person sees what a check saw on one connection: a line for a POSIX shell that works alone. What the check posted
 * before is posted before, what it posted meanwhile is posted a second after the stream is opened. An id that an earlier
 * connection gave is taken from the like of it again.
 *
 * <p>What is too long for a line becomes a script, and the line runs it.
 */
final class Repetition {

    private static final int LONGEST_LINE = 400;
    private static final int MOST_IN_LINE = 3;
    private static final int MOST_FRAMES = 5;
    private static final char TELNET_COMMAND = '\u00ff';
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final Connection shown;
    private final CheckRequests requests;
    private final List<CheckRequests.Opened> others;

    private Repetition(Connection shown, CheckRequests requests) {
        this.shown = shown;
        this.requests = requests;
        this.others = shown.request().method().equals("GET") ? requests.around(shown) : List.of();
    }

    static String of(Connection shown, CheckRequests requests) {
        return new Repetition(shown, requests).line();
    }

    private String line() {
        List<String> frames = frames();
        List<String> steps = frames.isEmpty() ? steps() : List.of(webSocket(frames));
        int posts = (int) changes(Long.MIN_VALUE, shown.endedAtNanos()).count();
        String line = steps.stream()
                .map(step -> step.endsWith("&") ? step + " " : step + "; ")
                .collect(Collectors.joining())
                .replaceFirst("; $", "");
        return posts <= MOST_IN_LINE && !steps.contains("wait") && line.length() <= LONGEST_LINE
                ? line
                : script(steps).orElse(shown.request().curl());
    }

    /** The steps, each a line of a script. */
    private List<String> steps() {
        Optional<CheckRequests.Opened> source = source();
        List<String> steps = new ArrayList<>();
        long begun = shown.begun();
        String last = shown.request().curl();
        if (source.isPresent()) {
            String seen = seen().toString();
            long opened = source.get().begun();
            changes(Long.MIN_VALUE, opened).map(Repetition::quiet).forEach(steps::add);
            steps.add("(%s --max-time 3 > %s) &".formatted(quiet(source.get()), seen));
            steps.add("sleep 1");
            changes(opened, begun).map(Repetition::quiet).forEach(steps::add);
            steps.add("wait");
            steps.add("id=$(sed -n 's/^id: *//p' %s | sed -n %sp | tr -d '\\r')"
                    .formatted(seen, ordinal(source.get(), idAsked())));
            WireRequest without = without(shown.request(), LAST_EVENT_ID);
            last = without.curl().replaceFirst("^curl -iN", "curl -iN -H \"" + LAST_EVENT_ID + ": \\$id\"");
        } else {
            Optional<CheckRequests.Opened> giver = giver();
            changes(Long.MIN_VALUE, begun)
                    .filter(change -> giver.filter(change::equals).isEmpty())
                    .map(Repetition::quiet)
                    .forEach(steps::add);
            if (giver.isPresent()) {
                last = throughAnswer(giver.get());
            }
        }
        List<String> meanwhile =
                changes(begun, shown.endedAtNanos()).map(Repetition::quiet).toList();
        if (!meanwhile.isEmpty()) {
            steps.add("(sleep 1; " + String.join("; ", meanwhile) + ") &");
        }
        steps.add(last);
        return steps;
    }

    /** What changes something at the server, and was sent between two moments. */
    private Stream<CheckRequests.Opened> changes(long from, long to) {
        return others.stream()
                .filter(other -> !Set.of("GET", "HEAD", "OPTIONS")
                        .contains(other.request().method()))
                .filter(other -> (from == Long.MIN_VALUE || other.begun() - from >= 0)
                        && (to == Long.MAX_VALUE || other.begun() - to < 0));
    }

    private static String quiet(CheckRequests.Opened other) {
        return other.request().curl().replaceFirst("curl -iN", "curl -sN");
    }

    // --- an id of an earlier connection

    private String idAsked() {
        return shown.request().headers().stream()
                .filter(field -> field.name().equalsIgnoreCase(LAST_EVENT_ID))
                .map(HeaderField::value)
                .map(id -> new String(id.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    /** The earlier connection that gave the id which this one brings. */
    private Optional<CheckRequests.Opened> source() {
        String id = idAsked();
        return id.isEmpty()
                ? Optional.empty()
                : others.stream()
                        .filter(other -> other.begun() - shown.begun() < 0)
                        .filter(other -> ordinal(other, id) > 0)
                        .findFirst();
    }

    /** Which of the ids of a connection this is, from 1; 0 if it is none of them. */
    private static int ordinal(CheckRequests.Opened opened, String id) {
        Connection connection = opened.connection().get();
        if (connection == null) {
            return 0;
        }
        int ids = 0;
        String before = "";
        for (ArrivedItem<StreamItem.Event> event : connection.events()) {
            String now = event.item().lastEventId();
            ids += now.equals(before) ? 0 : 1;
            before = now;
            if (now.equals(id)) {
                return ids;
            }
        }
        return 0;
    }

    private static WireRequest without(WireRequest request, String header) {
        List<HeaderField> left = request.headers().stream()
                .filter(field -> !field.name().equalsIgnoreCase(header))
                .toList();
        return new WireRequest(request.method(), request.uri(), left, request.body());
    }

    // --- a path that an answer gave

    /** The earlier request whose answer names the path of this one. */
    private Optional<CheckRequests.Opened> giver() {
        return changes(Long.MIN_VALUE, shown.begun())
                .filter(change -> field(change).isPresent())
                .findFirst();
    }

    /** The name of the field of an answer in JSON that has this path. */
    private Optional<String> field(CheckRequests.Opened change) {
        Connection answered = change.connection().get();
        String path = shown.request().uri().getRawPath();
        Optional<JsonNode> json = answered == null ? Optional.empty() : answered.json();
        return json.filter(JsonNode::isObject)
                .flatMap(object -> StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
                        .filter(name -> name.matches("\\w+"))
                        .filter(name -> object.get(name).asText().equals(path))
                        .findFirst());
    }

    private String throughAnswer(CheckRequests.Opened giver) {
        String path = shown.request().uri().getRawPath();
        String base = shown.request().uri().toASCIIString().replaceFirst("(://[^/]+)/.*", "$1");
        String asked = "$(%s | sed 's/.*\"%s\" *: *\"\\([^\"]*\\)\".*/\\1/')"
                .formatted(quiet(giver), field(giver).orElseThrow());
        String line = shown.request().curl();
        int at = line.lastIndexOf(base + path);
        return at < 0 ? line : line.substring(0, at) + "\"" + base + asked + "\"";
    }

    // --- frames

    /** What was sent behind the request of a WebSocket, for printf(1); none where telnet would change it. */
    private List<String> frames() {
        List<Bytes> sent = shown.frames();
        boolean asIs = sent.stream().allMatch(frame -> frame.latin1().indexOf(TELNET_COMMAND) < 0);
        return asIs ? sent.stream().limit(MOST_FRAMES).map(ShellLine::printing).toList() : List.of();
    }

    /** By telnet, curl passes on what it is given, byte by byte. */
    private String webSocket(List<String> frames) {
        WireRequest request = shown.request();
        return "(%s; sleep 1; %s; sleep 3) | curl -sN telnet://%s | cat -v"
                .formatted(
                        ShellLine.printing(request.toBytes()),
                        String.join("; sleep 1; ", frames),
                        request.uri().getRawAuthority());
    }

    // --- files

    /** What the script sends: {@code 5 x POST /messages, GET /events}. */
    private String summary() {
        Map<String, Long> times = changes(Long.MIN_VALUE, shown.endedAtNanos())
                .map(change -> name(change.request()))
                .collect(Collectors.groupingBy(name -> name, LinkedHashMap::new, Collectors.counting()));
        Stream<String> counted = times.entrySet().stream()
                .map(entry -> entry.getValue() == 1 ? entry.getKey() : entry.getValue() + " x " + entry.getKey());
        return Stream.concat(counted, Stream.of(name(shown.request()))).collect(Collectors.joining(", "));
    }

    private static String name(WireRequest request) {
        return request.method() + " " + request.uri().getRawPath();
    }

    private Optional<String> script(List<String> steps) {
        String text = String.format(
                Locale.ROOT,
                "#!/bin/sh%n# What check %s did, and what it looked at. The server must run. Ctrl+C ends it.%n%s%n",
                requests.check().replace('-', '/'),
                String.join("\n", steps));
        Path file = Path.of(".sse", "try", requests.name(text) + ".sh");
        try {
            Files.createDirectories(requests.folder());
            Files.writeString(requests.folder().resolve(file.getFileName()), text.replace("\r\n", "\n"));
            return Optional.of("sh " + file + " # " + summary());
        } catch (IOException readOnly) {
            return Optional.empty();
        }
    }

    /** The file for the ids of an earlier connection, as it is named in the folder of the workbook. */
    private Path seen() {
        return Path.of(".sse", "try", requests.check() + ".seen");
    }
}
