// Task 1.2, The wire format, in Go: the event that a request describes, written to the response by hand.
//
// The lesson and its contract, clause by clause: exercises/1.2-wire-format/README.md in the workbook.
//
//	go run server.go       starts it, on port 8080 or the one that PORT names
//	./sse check 1.2        lets the checker start it, and says what is wrong
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"mime"
	"net"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// event is what a request describes. What is absent is nil.
type event struct {
	ID      *string      `json:"id"`
	Type    *string      `json:"type"`
	Data    *string      `json:"data"`
	Retry   *json.Number `json:"retry"`
	Comment *string      `json:"comment"`
}

const largestRetry = 1<<53 - 1 // a browser counts in doubles, which are not exact above

var lineEnd = regexp.MustCompile("\r\n|\r|\n") // those of an event stream, and no others

func main() {
	serve(map[string]http.HandlerFunc{"POST /echo": echo})
}

// encode makes the block for this event, with the blank line that dispatches it.
func (e event) encode() (string, error) {
	for key, value := range map[string]*string{"id": e.ID, "type": e.Type} {
		if value != nil && lineEnd.MatchString(*value) {
			return "", fmt.Errorf("%s: got a line break, want a single line", key)
		}
	}
	if e.ID != nil && strings.Contains(*e.ID, "\x00") {
		return "", errors.New("id: got a NUL, which makes a browser ignore the whole id")
	}
	var retry *string
	if e.Retry != nil {
		value, err := strconv.ParseInt(e.Retry.String(), 10, 64)
		if err != nil || value < 0 || value > largestRetry {
			return "", fmt.Errorf("retry: got %s, want 0 to %d milliseconds", *e.Retry, largestRetry)
		}
		text := strconv.FormatInt(value, 10)
		retry = &text
	}
	return field("", e.Comment) + field("retry", retry) + field("event", e.Type) + field("id", e.ID) +
		field("data", e.Data) + "\n", nil
}

// field is one field line for each line of the value. A browser strips one space after the colon, so one is always
// written.
func field(name string, value *string) string {
	if value == nil {
		return ""
	}
	return name + ": " + strings.Join(lineEnd.Split(*value, -1), "\n"+name+": ") + "\n"
}

// echo answers with the event: readEvent reads it for you, encode is where it becomes text.
func echo(w http.ResponseWriter, r *http.Request) {
	event, err := readEvent(r)
	if err != nil {
		refuse(w, err)
		return
	}
	block, err := event.encode()
	if err != nil {
		refuse(w, err)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-cache")
	io.WriteString(w, block)
}

// readEvent reads the event from the body. Given: this lesson is about what goes out, not about what comes in. It is strict
// about form: one JSON object, strings where strings belong. What an event may hold besides is for encode to say.
func readEvent(r *http.Request) (event, error) {
	var fields map[string]json.RawMessage
	if err := decode(r, &fields); err != nil {
		return event{}, err
	}
	var e event
	text := map[string]**string{"id": &e.ID, "type": &e.Type, "data": &e.Data, "comment": &e.Comment}
	for key, into := range text {
		if err := json.Unmarshal(present(fields[key]), into); err != nil {
			return event{}, fmt.Errorf("%s: want a string", key)
		}
	}
	retry := present(fields["retry"])
	if err := json.Unmarshal(retry, &e.Retry); err != nil || retry[0] == '"' {
		return event{}, errors.New("retry: want a number of milliseconds")
	}
	if fields == nil {
		return event{}, errors.New("body: want a JSON object")
	}
	return e, nil
}

func present(value json.RawMessage) json.RawMessage {
	if value == nil {
		return json.RawMessage("null")
	}
	return value
}

// --- Given, and the same in every starter in Go: there is nothing to change from here on --------------------

const (
	largestBody    = 1 << 20 // a longer one is answered 413, before it fills the memory
	largestHeaders = 8192    // all headers of a request together; more is answered 431
)

var (
	iso8601  = regexp.MustCompile(`^PT(\d+H)?(\d+M)?(\d+(?:\.\d+)?S)?$`)
	loopback = regexp.MustCompile(`(?i)^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d*)?$`)
)

// setting is a setting from the environment, or what the contract says where there is none.
func setting(name, usual string) string {
	if value, given := os.LookupEnv(name); given {
		return value
	}
	return usual
}

// duration is a setting in ISO-8601, such as PT15S or PT1M30.5S.
func duration(name, usual string) time.Duration {
	value := setting(name, usual)
	// Without its PT, and in lower case, it is a duration of Go.
	parsed, err := time.ParseDuration(strings.ToLower(strings.TrimPrefix(value, "PT")))
	if err != nil || !iso8601.MatchString(value) {
		log.Fatalf("%s is %s. Wanted: a duration such as PT15S or PT0.5S", name, value)
	}
	return parsed
}

// number is a setting that is a whole number.
func number(name, usual string) int {
	value, err := strconv.Atoi(setting(name, usual))
	if err != nil {
		log.Fatalf("%s is %s. Wanted: a whole number", name, setting(name, usual))
	}
	return value
}

// refusal is what is answered instead of going on: a status and a sentence for the sender.
type refusal struct {
	status   int
	sentence string
}

func (r refusal) Error() string { return r.sentence }

// text is the body as text. Where it is none, refuse has the answer.
func text(r *http.Request) (string, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil && r.ContentLength > largestBody || len(body) > largestBody {
		return "", refusal{413, fmt.Sprintf("body: got more than %d bytes", largestBody)}
	}
	if err != nil || !utf8.Valid(body) {
		return "", refusal{400, "body: got bytes that are not UTF-8"}
	}
	return string(body), nil
}

// decode reads the body as JSON. Any page may send text and forms to any server. For JSON a browser asks that server
// first (CORS), and this one does not allow it. So another media type is answered 415.
func decode(r *http.Request, into any) error {
	if media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); media != "application/json" {
		return refusal{415, "Content-Type: want application/json"}
	}
	body, err := text(r)
	if err != nil {
		return err
	}
	if err := json.Unmarshal([]byte(body), into); err != nil {
		return refusal{400, "body: got no JSON that will do: " + err.Error()}
	}
	return nil
}

// refuse answers with an error: one of text and decode with its own status, any other with 400.
func refuse(w http.ResponseWriter, err error) {
	status := http.StatusBadRequest
	var known refusal
	if errors.As(err, &known) {
		status = known.status
	}
	answer(w, status, map[string]string{"error": err.Error()})
}

// answer answers with a text, or with anything else as JSON.
func answer(w http.ResponseWriter, status int, body any) {
	data, plain := body.(string)
	if plain {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	} else {
		w.Header().Set("Content-Type", "application/json")
		encoded, _ := json.Marshal(body)
		data = string(encoded)
	}
	w.WriteHeader(status)
	io.WriteString(w, data)
}

// flush sends what was written, and the headers.
func flush(w http.ResponseWriter) { w.(http.Flusher).Flush() }

type connection struct{}

// cut ends the connection of a request. Any goroutine may do this, also while a write of another one is stuck in it.
func cut(r *http.Request) { r.Context().Value(connection{}).(net.Conn).Close() }

// guard refuses what no handler should see: a foreign host, and what the page of another site sends.
func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		size := 0
		for name, values := range r.Header {
			size += len(name) + len(strings.Join(values, ""))
		}
		origin, reads := r.Header.Get("Origin"), r.Method == "GET" || r.Method == "HEAD" || r.Method == "OPTIONS"
		foreign := origin != "" && origin != "http://"+r.Host && origin != "https://"+r.Host
		switch {
		case size > largestHeaders:
			refuse(w, refusal{431, fmt.Sprintf("headers: got more than %d bytes", largestHeaders)})
		case !loopback.MatchString(r.Host):
			refuse(w, refusal{421, "Host: not a name of this server"})
		case !reads && (foreign || r.Header.Get("Sec-Fetch-Site") == "cross-site"):
			refuse(w, refusal{403, "Origin: a page of another site"})
		default:
			r.Body = http.MaxBytesReader(w, r.Body, largestBody)
			next.ServeHTTP(w, r)
		}
	})
}

// serve serves these handlers, each by its method and path, on PORT of this machine until the process is ended.
func serve(routes map[string]http.HandlerFunc) {
	listener, err := net.Listen("tcp", "127.0.0.1:"+setting("PORT", "8080"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("listening on http://%s\n", listener.Addr())
	server := http.Server{
		MaxHeaderBytes:    largestHeaders,
		ReadHeaderTimeout: time.Minute,
		IdleTimeout:       time.Minute,
		ConnContext: func(ctx context.Context, conn net.Conn) context.Context {
			return context.WithValue(ctx, connection{}, conn)
		},
		Handler: guard(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			handler, known := routes[r.Method+" "+r.URL.Path]
			if !known {
				refuse(w, refusal{404, "there is no " + r.Method + " " + r.URL.Path})
				return
			}
			handler(w, r)
		})),
	}
	log.Fatal(server.Serve(listener))
}
