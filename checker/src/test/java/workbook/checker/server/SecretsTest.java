package workbook.checker.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Map;
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
    @CsvSource({"true, postgres://me:pw@db/shop", "false, postgres://db/shop", "false, http://localhost:8080/@a"})
    void anAddressWithAPasswordIsOne(boolean secret, String address) {
        assertEquals(secret, Secrets.isOne("DATABASE_URL", address));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Cookie: a=1; session=2; b=3 | Cookie: ***",
                "set-cookie: a=1; Path=/, b=2 | set-cookie: ***",
                "{\"Cookie\": \"a=1; b=2\", \"n\": 1} | {\"Cookie\": \"***\", \"n\": 1}"
            })
    void allCookiesAreMasked(String text, String shown) {
        assertEquals(shown, Secrets.masked(text, Map.of()));
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
