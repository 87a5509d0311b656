package workbook.checker.clients;

/** What a {@link SmallClient} does as few do, and rightly. */
enum Oddity {
    NEVER_RETURNS("it ends with its stream"),
    TELLS_NO_IDS("it does not tell of ids"),
    TELLS_COMMENTS("it tells of comments"),
    LONG_DELAY("it waits long before it comes back"),
    BACKS_OFF("it waits longer each time"),
    LATER("it waits longer than retry asks for"),
    GZIP("it asks for gzip and reads it"),
    NO_GZIP("it says that it takes no gzip, and reads none"),
    MORE_FIELDS("its request has many more fields, in other case"),
    BYTE_BY_BYTE("it reads one byte at a time"),
    READS_AHEAD("it reads on while its consumer is slow"),
    CUT_IS_END("it takes a cut behind Connection: close for an end, as the fetch of Node does"),
    NO_STORE("it asks for no-store");

    final String words;

    Oddity(String words) {
        this.words = words;
    }
}
