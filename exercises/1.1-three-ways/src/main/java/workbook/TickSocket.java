package workbook;

import io.helidon.common.buffers.BufferData;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;

/** One WebSocket client. Helidon's thread reads what the client sends, and calls these methods. */
final class TickSocket implements WsListener {

    private final Counter counter;

    TickSocket(Counter counter) {
        this.counter = counter;
    }

    @Override
    public void onOpen(WsSession session) {
        // TODO 6: send every tick, from a thread of your own
    }

    @Override
    public void onPing(WsSession session, BufferData data) {
        // TODO 7: send a pong with the same data
    }

    @Override
    public void onClose(WsSession session, int status, String reason) {
        // TODO 8: let no tick follow the close
    }
}
