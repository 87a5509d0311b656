// Task 3.1, Resume and replay, in Go: a client that comes back gets what it missed, or learns that it is gone.
//
// The lesson and its contract, clause by clause: exercises/3.1-replay/README.md in the workbook.
//
//	go run server.go       starts it, on port 8080 or the one that PORT names
//	./sse check 3.1        lets the checker start it, and says what is wrong
package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
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
	"sync"
	"time"
	"unicode/utf8"
)

var (
	capacity = number("REPLAY_CAPACITY", "1000") // messages kept for those who come back
	retry    = duration("REPLAY_RETRY", "PT1S")  // how long a browser waits before it comes back
	messages = newMessageLog()
)

func main() {
	serve(map[string]http.HandlerFunc{"GET /events": events, "POST /messages": publish})
}

const (
	room  = 16 << 20         // the most bytes kept: a bound of messages alone is none, as one may be large
	batch = 64 << 10         // those handed out at once: a reader that stands still holds on to these only
	quiet = 15 * time.Second // only a failing write shows that a client has gone without a word
)

type message struct{ id, block string }

// messageLog has the newest messages, and is the place where readers wait for the next one. Messages are numbered from 1. A
// reader is nothing but the number of the last message that it has: its place.
type messageLog struct {
	mutex   sync.Mutex
	process string // a part of every id, so that an id of an earlier process is not taken for one of ours
	kept    []message
	size    int
	newest  int
	more    chan struct{}
}

func newMessageLog() *messageLog {
	process := make([]byte, 4)
	rand.Read(process)
	return &messageLog{process: hex.EncodeToString(process), more: make(chan struct{})}
}

// publish adds a message and returns its id. It never waits for a reader.
func (log *messageLog) publish(text string) string {
	log.mutex.Lock()
	defer log.mutex.Unlock()
	log.newest++
	id := log.id(log.newest)
	log.kept = append(log.kept, message{id, block(id, text)})
	log.size += len(log.kept[len(log.kept)-1].block)
	for len(log.kept) > capacity || log.size > room {
		log.size -= len(log.kept[0].block)
		log.kept = log.kept[1:]
	}
	close(log.more)
	log.more = make(chan struct{})
	return id
}

func (log *messageLog) id(number int) string { return fmt.Sprintf("%s-%d", log.process, number) }

// end is the place of a reader that wants new messages only.
func (log *messageLog) end() int {
	log.mutex.Lock()
	defer log.mutex.Unlock()
	return log.newest
}

// placeOf is the place of a reader that comes back with this id, or -1 if none of our messages has it.
func (log *messageLog) placeOf(id string) int {
	number, err := strconv.Atoi(strings.TrimPrefix(id, log.process+"-"))
	if err != nil || number < 1 || number > log.end() || id != log.id(number) {
		return -1
	}
	return number
}

// after says what comes after a place: whether messages are gone that the reader has not seen, those that are left, its place
// once it has them, and a channel that is closed when there is more.
func (log *messageLog) after(place int) (missed bool, next []string, then int, more <-chan struct{}) {
	log.mutex.Lock()
	defer log.mutex.Unlock()
	oldest := log.newest - len(log.kept) + 1
	if place < oldest-1 {
		missed, place = true, oldest-1
		next = append(next, log.reset())
	}
	for size := 0; place < log.newest && size < batch; place++ {
		block := log.kept[place+1-oldest].block
		next = append(next, block)
		size += len(block)
	}
	return missed, next, place, log.more
}

// reset has no id: a client that is cut off there must come back with the id that it had.
func (log *messageLog) reset() string {
	if len(log.kept) == 0 {
		return "event: reset\ndata: {\"oldest\": null}\n\n"
	}
	return fmt.Sprintf("event: reset\ndata: {\"oldest\": %q}\n\n", log.kept[0].id)
}

func events(w http.ResponseWriter, r *http.Request) {
	place := messages.end() // before the headers are sent: a client that has them misses nothing
	if id := r.Header.Get("Last-Event-ID"); id != "" {
		place = messages.placeOf(id)
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-cache")
	fmt.Fprintf(w, "retry: %d\n\n", retry.Milliseconds())
	flush(w)
	for r.Context().Err() == nil {
		_, next, then, more := messages.after(place)
		place = then
		if len(next) > 0 {
			io.WriteString(w, strings.Join(next, ""))
			flush(w)
			continue
		}
		select {
		case <-more:
		case <-time.After(quiet):
			io.WriteString(w, ":\n\n")
			flush(w)
		case <-r.Context().Done():
		}
	}
}

func publish(w http.ResponseWriter, r *http.Request) {
	text, err := text(r)
	if err != nil {
		refuse(w, err)
		return
	}
	if text == "" {
		refuse(w, errors.New("body: want a message of at least one character"))
		return
	}
	answer(w, 201, map[string]string{"id": messages.publish(text)})
}

var lineEnd = regexp.MustCompile("\r\n|\r|\n") // those of an event stream, and no others

// block is the event with this text. Given: task 1.2 is about it.
func block(id, text string) string {
	return "id: " + id + "\ndata: " + strings.Join(lineEnd.Split(text, -1), "\ndata: ") + "\n\n"
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
