package workbook.checker.scripted;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The server of one page: it has the files of the page, and leaves every other answer to a script. It keeps every
 * request for the script with its answer. When the script returns, the answer is ended as by {@link Answer#end()}.
 */
public final class Site implements AutoCloseable {

    /** The content of a file, and its type. */
    public record Content(String type, byte[] bytes) {}

    private final Function<String, Optional<Content>> files;
    private final Script script;
    private final Arrivals<Answer> answers = new Arrivals<>();
    private final ScriptedServer server;

    private Site(Function<String, Optional<Content>> files, Script script) {
        this.files = files;
        this.script = script;
        this.server = ScriptedServer.start(0, this::answer);
    }

    /** @param files the file for a path such as {@code /app.js} */
    public static Site start(Function<String, Optional<Content>> files, Script script) {
        return new Site(files, script);
    }

    public URI uri() {
        return server.uri().resolve("/");
    }

    /** The requests for the script so far, each with its answer, in order. */
    public List<Answer> answers() {
        return answers.all();
    }

    /** Waits until that many matching requests have come, and returns the answers to all that have. */
    public List<Answer> await(Predicate<Request> suits, int count, Duration limit) {
        answers.await(() -> suiting(suits).size() >= count, limit);
        return suiting(suits);
    }

    private List<Answer> suiting(Predicate<Request> suits) {
        return answers.all().stream()
                .filter(answer -> suits.test(answer.request()))
                .toList();
    }

    /** See {@link ScriptedServer#takeFault()}. */
    public Optional<Throwable> takeFault() {
        return server.takeFault();
    }

    private void answer(Request request, Answer answer) throws Exception {
        // A browser says what a resource is for; requests of scripts, by fetch or EventSource, say "empty".
        boolean forCode = request.header("sec-fetch-dest").orElse("").equals("empty");
        Optional<Content> file = forCode ? Optional.empty() : files.apply(request.path());
        if (file.isPresent()) {
            answer.whole("200 OK", file.get().type(), file.get().bytes());
            return;
        }
        answers.add(answer, request);
        answer.watch();
        script.answer(request, answer);
        answer.end();
    }

    @Override
    public void close() {
        server.close();
    }
}
