package workbook.checker.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"API_KEY", "X-Api-Key", "Authorization", "Set-Cookie", "Ocp-Apim-Subscription-Key", "token"})
    void theyHaveNames(String name) {
        assertTrue(Secrets.names(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATH", "Accept", "Cache-Control", "Last-Event-ID", "keyboard", "page"})
    void otherNamesAreNone(String name) {
        assertFalse(Secrets.names(name));
    }

    @ParameterizedTest
    @CsvSource({
        "http://h:1/p, http://h:1/p",
        "http://u:pw@h:1/p, http://h:1/p",
        "http://h/p?a=1&api-key=abcd&flag, http://h/p?a=1&api-key=***&flag",
        "https://h/p?token=a%20b=c, https://h/p?token=***"
    })
    void anAddressKeepsAllElse(String address, String shown) {
        assertEquals(URI.create(shown), Secrets.masked(URI.create(address)));
    }
}
