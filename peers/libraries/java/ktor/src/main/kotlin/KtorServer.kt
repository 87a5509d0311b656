package workbook.libraries

import io.ktor.server.application.install
import io.ktor.server.engine.embeddedServer
import io.ktor.server.netty.Netty
import io.ktor.server.routing.routing
import io.ktor.server.sse.SSE
import io.ktor.server.sse.sse
import io.ktor.sse.ServerSentEvent
import java.time.LocalTime
import kotlinx.coroutines.delay

/** Ktor on Netty, with its plugin SSE. */
fun main() {
    embeddedServer(Netty, port = System.getenv("PORT").toInt(), host = "127.0.0.1") {
        install(SSE)
        routing {
            sse("/events") {
                while (true) {
                    send(ServerSentEvent("it is ${LocalTime.now()}"))
                    delay(1000)
                }
            }
        }
    }.start(wait = true)
}
