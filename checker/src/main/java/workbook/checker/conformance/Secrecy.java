package workbook.checker.conformance;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import workbook.checker.finding.Conversation;
import workbook.checker.finding.Finding;
import workbook.checker.finding.WireLine;
import workbook.checker.http.HeaderField;
import workbook.checker.server.Secrets;
import workbook.checker.text.Text;
import workbook.checker.wire.WireRequest;

/** Keeps the secrets of the user out of everything that is shown: of header fields, and of the query of a URL. */
public final class Secrecy {

    private static final String MASK = "***";

    /** Characters of the shortest secret that is looked for in what came back: a shorter one would be found everywhere. */
    private static final int LEAST = 4;

    private static final Pattern SCHEME = Pattern.compile("(?i)(bearer|basic|token|digest)\\s+");

    private final List<String> secrets;

    private Secrecy(List<String> secrets) {
        this.secrets = secrets;
    }

    /** @param uris of which the queries may hold secrets */
    public static Secrecy of(List<HeaderField> headers, List<URI> uris) {
        Set<String> found = new LinkedHashSet<>();
        headers.stream().filter(Secrecy::isSecret).forEach(field -> found.addAll(values(field)));
        uris.forEach(uri -> found.addAll(ofQuery(uri)));
        return new Secrecy(found.stream()
                .filter(secret -> secret.length() >= LEAST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    private static boolean isSecret(HeaderField field) {
        return Secrets.names(field.name());
    }

    private static List<String> values(HeaderField field) {
        List<String> values = new ArrayList<>(List.of(field.value()));
        if (field.isNamed("Cookie")) {
            for (String pair : field.value().split(";")) {
                values.add(pair.substring(pair.indexOf('=') + 1).strip());
            }
        } else {
            values.add(SCHEME.matcher(field.value()).replaceFirst(""));
        }
        return values;
    }

    private static List<String> ofQuery(URI uri) {
        return Optional.ofNullable(uri.getRawQuery()).stream()
                .flatMap(query -> Arrays.stream(query.split("&")))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2 && Secrets.names(pair[0]))
                .map(pair -> pair[1])
                .toList();
    }

    /** The request as it may be shown. */
    public WireRequest masked(WireRequest request) {
        List<HeaderField> fields = request.headers().stream()
                .map(field -> isSecret(field) ? new HeaderField(field.name(), MASK) : field)
                .toList();
        return new WireRequest(
                request.method(),
                Secrets.masked(request.uri()),
                fields,
                request.body(),
                request.heldBack(),
                request.version());
    }

    /** A text in which no secret is left, though a server has sent it back. */
    public String masked(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }

    public Text masked(Text text) {
        return secrets.isEmpty() ? text : new Text(masked(text.en()), masked(text.zh()));
    }

    public Finding masked(Finding finding) {
        if (secrets.isEmpty()) {
            return finding;
        }
        return new Finding(
                masked(finding.expected()),
                masked(finding.received()),
                masked(finding.browser()),
                masked(finding.why()),
                masked(finding.likely()),
                masked(finding.next()),
                finding.conversations().stream().map(this::masked).toList(),
                finding.pictures());
    }

    private Conversation masked(Conversation talk) {
        List<WireLine> lines = talk.lines().stream()
                .map(line -> new WireLine(
                        line.at(),
                        line.kind(),
                        masked(line.text()),
                        line.chunkEdge(),
                        line.dispatched().stream().map(this::masked).toList()))
                .toList();
        return new Conversation(
                masked(talk.name()),
                masked(talk.reproduce()),
                lines,
                talk.mark().map(mark -> new Conversation.Mark(mark.line(), column(talk, mark), masked(mark.note()))));
    }

    /** The column of the mark in the masked line, which may be shorter. */
    private int column(Conversation talk, Conversation.Mark mark) {
        if (mark.line() >= talk.lines().size()) {
            return mark.column();
        }
        String line = talk.lines().get(mark.line()).text().en();
        return masked(line.substring(0, Math.clamp(mark.column(), 0, line.length())))
                .length();
    }
}
