package workbook.checker.faulty.task5_2;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import workbook.checker.faulty.EditedPage;

/** The page of 5.2 in another hand. */
final class OtherFetchPage {

    private OtherFetchPage() {}

    static EditedPage page() {
        try (InputStream in = OtherFetchPage.class.getResourceAsStream("/page/fetch-stream.js")) {
            return EditedPage.whole(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
