package workbook.checker.http;

/** Reads a body by one of the framings of RFC 9112 6.3. */
sealed interface BodyReader permits LengthBody, ChunkedBody, UntilCloseBody {
    /**
     * Reads {@code in} from index {@code at}, which is inside it.
     *
     * @return the index of the first byte not used, above {@code at}
     */
    int read(Bytes in, int at, ParserOutput out) throws MalformedException;

    /** Notes that the server has closed the connection, and reports whether that was allowed here. */
    void eof(ParserOutput out) throws MalformedException;
}
