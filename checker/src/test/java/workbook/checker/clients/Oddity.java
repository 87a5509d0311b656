package workbook.checker.clients;

/** What a {@link SmallClient} does as few do, and rightly. */
enum Oddity {
    NEVER_RETURNS("it ends with its stream"),
    TELLS_NO_IDS("it does not tell of ids"),
    TELLS_COMMENTS("it tells of comments", "parse/5"),
    TRIMS_COMMENTS("it tells of comments without the spaces around them, and of no empty one", "parse/5"),
    TELLS_LATE("it neither returns nor ends with its stream, and needs a second to tell what it has read", "parse/13"),
    LONG_DELAY("it waits long before it comes back"),
    BACKS_OFF("it waits longer each time"),
    BEGINS_BRISKLY("its first pauses are those of a storm, each twice as long as the one before"),
    GOES_ON("too many redirects end an attempt, and the next one begins where this one came to", "follow/6"),
    LATER("it waits longer than retry asks for"),
    GZIP("it asks for gzip and reads it"),
    NO_GZIP("it says that it takes no gzip, and reads none"),
    MORE_FIELDS("its request has many more fields, in other case"),
    BYTE_BY_BYTE("it reads one byte at a time"),
    READS_AHEAD("it reads on while its consumer is slow", "bulk"),
    CUT_IS_END("it takes a cut behind Connection: close for an end, as the fetch of Node does"),
    NO_STORE("it asks for no-store");

    final String words;

    /** A rule or a group by which it is always judged. */
    final String own;

    Oddity(String words) {
        this(words, "");
    }

    Oddity(String words, String own) {
        this.words = words;
        this.own = own;
    }
}
