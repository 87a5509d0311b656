package workbook.checker.clients;

import java.util.List;

/** What a {@link SmallClient} does wrongly, and the rule that says so. */
enum Sin {
    DECODES_WITHOUT_REPLACING("parse/1", "malformed bytes are dropped"),
    KEEPS_BOM("parse/2", "the byte order mark becomes part of the first field"),
    LF_ONLY("parse/3", "only LF ends a line", "parse/6", "parse/12", "parse/13"),
    U2028_ENDS_A_LINE("parse/3", "U+2028 ends a line, too"),
    A_SPACE_IS_BLANK("parse/4", "a line of one space or tab dispatches"),
    COMMENT_FORGETS("parse/5", "a comment throws the pending event away", "parse/3"),
    ANY_CASE("parse/6", "names of fields in any case", "parse/3"),
    TRIMS("parse/7", "values are trimmed", "parse/3", "return/10"),
    TYPE_STAYS("parse/8", "the first type of an event wins"),
    JOINS_WITHOUT_LF(
            "parse/9",
            "data lines are joined without LF",
            "parse/3",
            "parse/4",
            "parse/5",
            "parse/6",
            "parse/7",
            "parse/13"),
    ID_AT_ONCE("parse/10", "an id with a NUL is taken"),
    RETRY_FAILS("parse/11", "an invalid retry ends the reading"),
    EMPTY_EVENTS("parse/12", "a block without data is dispatched"),
    UNFINISHED("parse/13", "what is unfinished at the end is dispatched", "return/8"),
    CHUNK_ENDS_LINE("parse/14", "the end of a chunk ends a line"),
    DECODES_PER_READ("parse/15", "each read is decoded for itself", "parse/1"),
    POSTS("request/1", "it asks by POST"),
    NO_ACCEPT("request/2", "it says not what it accepts"),
    CACHED("request/3", "a cache may answer"),
    ID_AT_FIRST("request/4", "an empty Last-Event-ID at first"),
    AGAIN_AFTER_204("refuse/1", "it comes back after 204"),
    AGAIN_AFTER_4XX("refuse/2", "it comes back after 404"),
    AGAIN_LATER("refuse/2", "it comes back after 404, in its own time", "refuse/3"),
    AGAIN_AFTER_5XX("refuse/3", "it comes back after 500"),
    ANY_TYPE("refuse/4", "it reads any type"),
    NO_TYPE("refuse/5", "it reads an answer without a type"),
    AGAIN_AFTER_NOWHERE("refuse/6", "it comes back after a redirect without Location"),
    ANY_2XX("refuse/7", "it reads every answer of success that has the type"),
    EXACT_TYPE("refuse/8", "it compares the whole field of the type"),
    FOLLOWS_NONE("follow/1", "it follows no redirect"),
    NOT_302("follow/2", "it does not follow 302"),
    NOT_303("follow/3", "it does not follow 303"),
    NOT_307("follow/4", "it does not follow 307"),
    NOT_308("follow/5", "it does not follow 308"),
    ENDLESS("follow/6", "it follows redirects for ever"),
    ENDLESS_SLOWLY("follow/6", "it follows redirects for ever, and takes its time for each"),
    STAYS_ELSEWHERE("follow/7", "it comes back to where a redirect has led"),
    ID_LEFT_BEHIND("follow/8", "a redirected request has no id"),
    NOT_AFTER_END("return/1", "it does not come back after a clean end"),
    NOT_AFTER_CUT("return/2", "it does not come back after a cut"),
    OLD_ID("return/3", "it comes back with the id before the last"),
    EMPTY_ID_KEEPS("return/4", "an empty id does not reset"),
    EMPTY_ID_SENT("return/4", "it comes back with an empty Last-Event-ID"),
    FORGETS_ID("return/5", "each stream begins without an id"),
    ID_NEEDS_DATA("return/6", "the id of a block without data is forgotten"),
    ENCODES_TWICE("return/7", "the id is encoded twice"),
    ID_TOO_EARLY("return/8", "an id counts as soon as its line has come"),
    NO_RETRY("return/9", "retry is not read"),
    NO_RETRY_UNEVENLY("return/9", "retry is not read, and its own delay is now short, now long"),
    RETRY_ANYHOW("return/10", "the digits of an invalid retry are taken"),
    ID_TOO_EARLY_AT_CUT("return/8", "an id counts as soon as its line has come, if the connection breaks"),
    STORM("return/11", "no pause behind a network error"),
    STORM_WITH_WORK("return/11", "no pause behind a network error, but some work before each attempt"),
    STORM_AT_END("return/11", "no pause behind a clean end, if no stream has asked for one"),
    KEEPS_EVENT("cut/1", "the pending event outlives its stream"),
    KEEPS_EVENT_AT_CUT("cut/1", "the pending event outlives a connection that breaks"),
    KEEPS_LINE("cut/2", "the unfinished line outlives its stream"),
    KEEPS_LINE_AT_CUT("cut/2", "the unfinished line outlives a connection that breaks"),
    WAITS_AFTER_CR("cut/3", "a CR waits for the byte after it"),
    KEEPS_BYTES("cut/4", "the bytes of an unfinished character outlive their stream"),
    KEEPS_BYTES_AT_CUT("cut/4", "the bytes of an unfinished character outlive a connection that breaks"),
    LINE_LIMIT("bulk/1", "a line of a megabyte at most"),
    DROPS("bulk/2", "a queue that drops"),
    DROPS_WHEN_SLOW("bulk/3", "a queue that drops when its consumer is slow"),
    STAYS_OPEN("stop/1", "stopped, it keeps its connection"),
    COMES_BACK("stop/2", "stopped, it comes back"),
    GZIP_UNREAD("gzip/1", "it asks for gzip and cannot read it"),
    GZIP_LATE("gzip/2", "compressed streams are read at their end");

    final String rule;
    final String words;

    /** Other rules that the same fault breaks, because their streams need what it spoils. */
    final List<String> also;

    Sin(String rule, String words, String... also) {
        this.rule = rule;
        this.words = words;
        this.also = List.of(also);
    }
}
