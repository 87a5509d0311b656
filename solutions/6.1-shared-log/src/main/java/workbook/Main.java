package workbook;

import io.helidon.config.Config;
import io.helidon.logging.common.LogConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;

/** Starts one node. Given: there is nothing to change here. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        LogConfig.configureRuntime();
        Config config = Config.create();
        WebServer server = WebServer.builder()
                .config(config.get("server"))
                .routing(routing -> routing(routing, config))
                .build()
                .start();
        System.out.println("listening on http://127.0.0.1:" + server.port());
    }

    /** Shared with the tests, so that they run the routes of the real server. */
    static void routing(HttpRouting.Builder routing, Config config) {
        routing.addFilter(new Guard(config));
        routing.register(new SharedLogService(config));
    }
}
