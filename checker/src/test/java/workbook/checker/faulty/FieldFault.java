package workbook.checker.faulty;

import java.util.List;

/**
 * A fault that users of real SSE servers have met.
 *
 * @param id the letter says of what kind it is: wire format, headers, types, ids and replay, heartbeat, broadcast, AI,
 *     proxies, security
 * @param notGraded why no check looks for it; empty where one does
 */
record FieldFault(String id, String fault, String notGraded) {

    /** In the order of their ids. */
    static List<FieldFault> all() {
        return LIST.lines()
                .map(line -> line.split(" *\\| *", -1))
                .map(cells -> new FieldFault(cells[0], cells[1], cells.length > 2 ? cells[2] : ""))
                .toList();
    }

    private static final String LIST =
            """
            W1 | a line break in the payload under a single data line
            W2 | the last event lacks its blank line
            W3 | payloads without `data:`
            W4 | a CR in the payload is not taken for a line break
            W5 | payloads split at what is no line end, or a last line break lost
            W6 | framed twice
            W7 | line breaks deleted instead of framed
            W8 | a leading space lost
            W9 | threads write into each other's frames
            W10 | stray blank lines between events | legal: a client makes nothing of them
            W11 | not UTF-8, or characters cut in two
            W12 | a backslash and an n instead of a line break
            W13 | a wrong field name
            H1 | a missing or wrong content type
            H2 | another charset
            H3 | a stream that may be cached
            H4 | headers held back until the first event
            H5 | a Content-Length on a stream that goes on
            H6 | headers of a connection over HTTP/2 | a browser refuses them, so 5.1/9 would see it; Helidon cannot be made to send them
            H7 | a Content-Encoding that lies
            H8 | an error page with status 200
            H9 | a short 5xx that browsers take for good | for the task to decide; the lesson of 5.1 speaks of it
            H10 | a finished stream that is asked for again and again
            T1 | a type that collides with error or open
            T2 | a wrong, missing or renamed type
            T3 | a type without data
            T4 | a space or CR behind the type
            T5 | a relay that loses types or ids
            R1 | no ids
            R2 | Last-Event-ID is not read
            R3 | off by one
            R4 | a gap between replay and live
            R5 | ids begin anew with the process
            R6 | heartbeats with ids
            R7 | random ids, or one for each connection
            R8 | an id that is no longer buffered is passed over in silence
            R9 | an id ahead of the server silences it
            R10 | one queue that all clients take from
            R11 | replay of another stream's events | see S7
            R12 | ids that are not unique
            R13 | the id "0" or an empty one taken for none
            R14 | ids outside ASCII | ids are the server's choice in every task; our readers take them as UTF-8
            R15 | a first client gets the past
            K1 | no heartbeat
            K2 | too rare a heartbeat
            K3 | a heartbeat that is a message
            K4 | no heartbeat while waiting for the first event
            K5 | a heartbeat in the midst of an event
            K6 | a timer that outlives its client
            B1 | clients that have gone stay registered
            B2 | the source goes on when the client has gone
            B3 | one slow reader blocks all
            B4 | a queue without an end
            B5 | messages dropped without a word
            B6 | one dead client breaks the loop
            B7 | the container ends the stream
            B8 | the stream ends when the handler returns
            B9 | shutdown hangs on open streams
            B10 | no cap, or old clients thrown out at the cap
            A1 | no [DONE]
            A2 | stays open behind the end
            A3 | a failure in mid-stream is swallowed, or sent as a second answer
            A4 | all tokens at once
            A5 | the model goes on when the client has gone
            A6 | comments relayed as data
            A7 | spaces and line breaks of tokens lost
            A8 | characters cut in two
            A9 | fields of a chunk missing | the server of 4.3 is no OpenAI endpoint: its events are its own
            A10 | silence while the model thinks
            X1 | compression without a flush | the checker asks for no compression; the lesson of 5.1 speaks of it
            X2 | a proxy that buffers
            X3 | a development server that buffers | no task has one
            X4 | the first byte is too late for the proxy | see H4
            X5 | all clients come back at the same moment | the contract leaves `retry` free; the solution of 5.1 spreads it
            X6 | a retry that is no number
            X7 | a planned end without a goodbye
            S1 | LF in a type or id makes events
            S2 | CR in a type, id or comment makes events
            S3 | every origin is allowed, with credentials | no task allows another origin
            S4 | a token in the URL
            S5 | text of events is run as markup
            S6 | a name that leads out of the folder
            S7 | replay to who may not see it
            S8 | Last-Event-ID is trusted
            S9 | a local server that does not look at Origin
            S10 | a slow reader as an attack | see B3, B4 and B10
            S11 | a stream that goes on when access was taken away | no task has users
            """;
}
