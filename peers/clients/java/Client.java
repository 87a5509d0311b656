import java.net.URI;

/** A library, as a client of one stream. */
interface Client {

    /** Begins to read a stream, tells what it sees, and goes on until what it returns is closed. */
    AutoCloseable read(URI stream, Teller teller) throws Exception;
}
