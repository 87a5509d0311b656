package workbook.checker.checks.resume;

import java.util.List;
import java.util.stream.Stream;

/** A client that comes back with an id that the server knows: exactly what follows it must come, then what is posted from then on. */
public final class Resumption {

    private Resumption() {}

    /** A reader that is away while some messages are posted. */
    public static void require(Channel channel, Reader reader, int missed) {
        List<Posted> away = channel.post(missed);
        reader.comeBack();
        Posted live = channel.post();
        Delivery.require(
                channel, reader, Stream.concat(away.stream(), Stream.of(live)).toList());
    }

    /** Two clients that both saw this message last: what one of them gets is not taken from the other. */
    public static void require(Channel channel, Posted seen) {
        Reader one = Reader.comeBack(channel, seen.id());
        Reader other = Reader.comeBack(channel, seen.id());
        List<Posted> wanted = Stream.concat(channel.after(seen.id()).stream(), Stream.of(channel.post()))
                .toList();
        Delivery.require(channel, one, wanted);
        Delivery.require(channel, other, wanted);
    }
}
