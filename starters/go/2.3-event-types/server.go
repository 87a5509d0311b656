// Task 2.3, Event types, in Go: notifications and updates in turn, one per interval, without an end.
//
// The lesson and its contract, clause by clause: exercises/2.3-event-types/README.md in the workbook.
//
//	go run server.go       starts it, on port 8080 or the one that PORT names
//	./sse check 2.3        lets the checker start it, and says what is wrong
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

var (
	interval = duration("FEED_INTERVAL", "PT1S") // one event per interval
	items    = []string{                         // the texts, in this order, then again from the first
		"A new order has come in",
		"Stock is low: 3 left",
		"您的包裹已送达",
		`The backup "nightly" is done`,
		"Version 2.4 is out",
	}
)

func main() {
	serve(map[string]http.HandlerFunc{"GET /events": events})
}

func events(w http.ResponseWriter, r *http.Request) {
	// TODO 1: set the content type
	// TODO 2: flush before anything else, and forbid caching
	// TODO 3: give each event its type
	// TODO 4: make its data with json.Marshal
	// TODO 5: count the events
	// TODO 6: wait until the next one is due, again and again
	// TODO 7: take the texts in turn
	// TODO 8: keep the state of a run in this function
	answer(w, 501, "GET /events is not written yet\n")
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
