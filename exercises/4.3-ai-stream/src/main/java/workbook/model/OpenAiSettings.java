package workbook.model;

import io.helidon.config.Config;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Which model to ask, and where.
 *
 * @param url of the API, for example {@code https://api.openai.com/v1}
 * @param name of the model there
 * @param key for the endpoint; never from a file, which would end up in a repository
 * @param timeout how long the endpoint may send nothing
 */
record OpenAiSettings(URI url, String name, Optional<String> key, Duration timeout) {

    static OpenAiSettings of(Config model) {
        Duration timeout = model.get("timeout").as(Duration.class).get();
        if (timeout.toMillis() < 1) {
            throw new IllegalArgumentException("model.timeout is " + timeout + ", but must be more than nothing");
        }
        return new OpenAiSettings(
                url(model.get("url").asString().get()),
                model.get("name").asString().orElse("default"),
                Optional.ofNullable(System.getenv("MODEL_KEY")).filter(key -> !key.isBlank()),
                timeout);
    }

    int timeoutMillis() {
        return (int) Math.min(timeout.toMillis(), Integer.MAX_VALUE);
    }

    private static URI url(String text) {
        URI url = URI.create(text.strip().replaceAll("/+$", ""));
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("model.url is " + text + ", but must be like http://localhost:11434/v1");
        }
        return url;
    }

    @Override
    public String toString() {
        return url + " " + name; // a key has no business in a log
    }
}
