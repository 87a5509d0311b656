package workbook;

import io.helidon.config.Config;
import io.helidon.logging.common.LogConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.websocket.WsRouting;

/** Starts the server. Given: there is nothing to change here. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        LogConfig.configureRuntime();
        Config config = Config.create();
        WebServerConfig.Builder builder = WebServer.builder().config(config.get("server"));
        routing(builder, config);
        WebServer server = builder.build().start();
        System.out.println("listening on http://127.0.0.1:" + server.port());
    }

    /** Shared with the tests, so that they run the routes of the real server: those of HTTP, and that of WebSocket. */
    static void routing(WebServerConfig.Builder server, Config config) {
        ThreeWaysService ways = new ThreeWaysService(config.get("tick"));
        WsRouting.Builder sockets = WsRouting.builder();
        ways.webSocket(sockets);
        server.routing(routing -> routing.addFilter(new Guard(config)).register(ways))
                .addRouting(sockets);
    }
}
