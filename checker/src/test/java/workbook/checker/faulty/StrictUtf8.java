package workbook.checker.faulty;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The text of a body, which is refused where it is no UTF-8. */
public final class StrictUtf8 {

    private StrictUtf8() {}

    /** @throws CharacterCodingException if these bytes are no UTF-8 */
    public static String decode(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }
}
