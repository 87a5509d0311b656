// Go's standard library: net/http, and the format read by hand. It reads one stream and does not come back.
package main

import (
	"bufio"
	"encoding/json"
	"net/http"
	"os"
	"strings"
)

func main() {
	request, _ := http.NewRequest("GET", os.Args[1], nil)
	request.Header.Set("Accept", "text/event-stream")
	request.Header.Set("Cache-Control", "no-cache")
	response, err := http.DefaultClient.Do(request)
	if err != nil || response.StatusCode != 200 || !strings.HasPrefix(strings.ToLower(response.Header.Get("Content-Type")), "text/event-stream") {
		os.Exit(1)
	}
	out := json.NewEncoder(os.Stdout)
	in := bufio.NewScanner(response.Body)
	in.Buffer(nil, 16<<20)
	var kind, last string
	var data []string
	for in.Scan() {
		name, value, _ := strings.Cut(in.Text(), ":")
		value = strings.TrimPrefix(value, " ")
		switch {
		case in.Text() == "":
			if data != nil {
				if kind == "" {
					kind = "message"
				}
				out.Encode(map[string]string{"type": kind, "data": strings.Join(data, "\n"), "id": last})
			}
			kind, data = "", nil
		case name == "event":
			kind = value
		case name == "data":
			data = append(data, value)
		case name == "id":
			last = value
		}
	}
}
