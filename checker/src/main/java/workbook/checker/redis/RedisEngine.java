package workbook.checker.redis;

import java.net.URI;

/** A Redis on a port of 127.0.0.1, until it is closed. */
public sealed interface RedisEngine extends AutoCloseable permits MemoryRedis, InstalledRedis {

    int port();

    default URI uri() {
        return URI.create("redis://127.0.0.1:" + port());
    }

    @Override
    void close();
}
