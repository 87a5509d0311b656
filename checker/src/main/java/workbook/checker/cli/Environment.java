package workbook.checker.cli;

import static workbook.checker.text.Text.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workbook.checker.browser.Browsers;
import workbook.checker.browser.NoBrowser;
import workbook.checker.server.Nginx;
import workbook.checker.text.Text;
import workbook.checker.workbook.Home;

/** The surroundings of the workbook. Each answer is a sentence that says what to do, or empty where all is well. */
record Environment(Home home, Map<String, String> environment) {

    private static final Pattern LOOPBACK = Pattern.compile("(^|,)\\s*(127\\.|\\*|localhost)");

    static Environment here(Home home) {
        return new Environment(home, System.getenv());
    }

    /** Whether the system reports changes of files. On some drives it does not; looking often helps there. */
    Text watching() {
        Text cure = text(
                "The system tells of no changes here. Use: ./sse watch --poll", "系统在这里不会通知文件变化。请用：./sse watch --poll");
        try (WatchService service = home.root().getFileSystem().newWatchService()) {
            Files.createDirectories(home.work());
            home.work().register(service, StandardWatchEventKinds.ENTRY_CREATE);
            Path file = Files.createTempFile(home.work(), "doctor", ".tmp");
            boolean noticed = service.poll(3, TimeUnit.SECONDS) != null;
            Files.delete(file);
            return noticed ? Text.NONE : cure;
        } catch (IOException | UnsupportedOperationException none) {
            return cure;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Text.NONE;
        }
    }

    /**
     * Whether 127.0.0.1 is exempt from a proxy, which curl and browsers may ask otherwise; Maven ignores the variable.
     */
    Text proxy() {
        Optional<String> proxy = Stream.of("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy")
                .filter(name -> !environment.getOrDefault(name, "").isBlank())
                .findFirst();
        if (proxy.isEmpty()) {
            return Text.NONE;
        }
        String without = environment.getOrDefault("no_proxy", environment.getOrDefault("NO_PROXY", ""));
        if (!LOOPBACK.matcher(without).find()) {
            return text(
                    "%s is set, and curl would ask it for 127.0.0.1, too: export no_proxy=127.0.0.1,localhost",
                    "设置了 %s，curl 访问 127.0.0.1 时也会走代理：export no_proxy=127.0.0.1,localhost", proxy.get());
        }
        Path settings = Path.of(System.getProperty("user.home"), ".m2", "settings.xml");
        return Files.exists(settings)
                ? Text.NONE
                : text(
                        "%s is set. Maven reads proxies from ~/.m2/settings.xml only, and there is none: see the README.",
                        "设置了 %s。Maven 只从 ~/.m2/settings.xml 读取代理，而这个文件不存在：见 README。", proxy.get());
    }

    /** Whether a browser is there, and starts. */
    Text browser() {
        try {
            Browsers.open(Optional.empty()).close();
            return Text.NONE;
        } catch (NoBrowser none) {
            return none.sentence();
        }
    }

    Text nginx() {
        return Nginx.installed().isPresent()
                ? Text.NONE
                : text(
                        "It is not installed. Only a part of 5.1 is skipped without it; install it with your package manager.",
                        "尚未安装。没有它只会跳过 5.1 的一部分；可用系统的包管理器安装。");
    }
}
