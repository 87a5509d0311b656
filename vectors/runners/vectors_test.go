// Runs the vectors beside this file against a parser and an encoder of event streams: go test
//
// Put your own in place of read and encode below. A parser gets the chunks of a stream and returns its events. An
// encoder gets an event, in which a nil field is absent, and returns bytes, or an error to refuse.
package vectors

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"
)

type event struct{ Type, Data, LastEventId string }

type outcome struct {
	Events      []event
	Retry       *int64
	Comments    []string
	LastEventId string
}

type fields struct {
	Type, Id, Data, Comment *string
	Retry                   *int64
}

var (
	parse  = read
	encode = write
)

// read is the event stream as HTML 9.2.6 has it, of a stream that is there as a whole.
func read(chunks [][]byte) outcome {
	result := outcome{Events: []event{}, Comments: []string{}}
	text := strings.TrimPrefix(string(replaced(bytes.Join(chunks, nil))), "\ufeff")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	lines := strings.Split(text, "\n")
	var data []string
	var kind, id string
	for _, line := range lines[:len(lines)-1] {
		name, value, _ := strings.Cut(line, ":")
		if name != "" {
			value = strings.TrimPrefix(value, " ")
		}
		switch {
		case line == "":
			result.LastEventId = id
			if data != nil {
				if kind == "" {
					kind = "message"
				}
				result.Events = append(result.Events, event{kind, strings.Join(data, "\n"), id})
			}
			data, kind = nil, ""
		case name == "":
			result.Comments = append(result.Comments, value)
		case name == "data":
			data = append(data, value)
		case name == "event":
			kind = value
		case name == "id" && !strings.Contains(value, "\x00"):
			id = value
		case name == "retry" && value != "" && strings.Trim(value, "0123456789") == "":
			if n, err := strconv.ParseInt(value, 10, 64); err == nil {
				result.Retry = &n
			}
		}
	}
	return result
}

// replaced puts one U+FFFD for each maximal part of a character that is not valid UTF-8 (Encoding Standard).
func replaced(in []byte) []byte {
	var out []byte
	for i := 0; i < len(in); {
		lead, need, low, high := in[i], 0, byte(0x80), byte(0xbf)
		switch {
		case lead < 0x80:
		case lead >= 0xc2 && lead <= 0xdf:
			need = 1
		case lead >= 0xe0 && lead <= 0xef:
			need = 2
			if lead == 0xe0 {
				low = 0xa0
			} else if lead == 0xed {
				high = 0x9f
			}
		case lead >= 0xf0 && lead <= 0xf4:
			need = 3
			if lead == 0xf0 {
				low = 0x90
			} else if lead == 0xf4 {
				high = 0x8f
			}
		default:
			need = -1
		}
		n := 1
		for n <= need && i+n < len(in) && in[i+n] >= low && in[i+n] <= high {
			n, low, high = n+1, 0x80, 0xbf
		}
		if n == need+1 {
			out = append(out, in[i:i+n]...)
		} else {
			out = append(out, "\ufffd"...)
		}
		i += n
	}
	return out
}

// write is a small encoder that is right.
func write(e fields) ([]byte, error) {
	var out strings.Builder
	put := func(name string, value *string, single bool) error {
		if value == nil {
			return nil
		}
		text := strings.ReplaceAll(strings.ReplaceAll(*value, "\r\n", "\n"), "\r", "\n")
		if single && strings.ContainsAny(text, "\n\x00") {
			return errors.New(name + " must be one line without NUL")
		}
		for _, line := range strings.Split(text, "\n") {
			out.WriteString(name + ": " + line + "\n")
		}
		return nil
	}
	if e.Retry != nil {
		if *e.Retry < 0 {
			return nil, errors.New("retry must not be negative")
		}
		out.WriteString("retry: " + strconv.FormatInt(*e.Retry, 10) + "\n")
	}
	for _, err := range []error{put("", e.Comment, false), put("event", e.Type, true), put("id", e.Id, true), put("data", e.Data, false)} {
		if err != nil {
			return nil, err
		}
	}
	return []byte(out.String() + "\n"), nil
}

func load(t *testing.T, file string, into any) {
	raw, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(raw, into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestParser(t *testing.T) {
	var vectors []struct {
		Id  string
		Hex []string
		outcome
	}
	load(t, "event-stream.json", &vectors)
	for _, vector := range vectors {
		var chunks, single [][]byte
		for _, chunk := range vector.Hex {
			raw, _ := hex.DecodeString(chunk)
			chunks = append(chunks, raw)
		}
		whole := bytes.Join(chunks, nil)
		for i := range whole {
			single = append(single, whole[i:i+1])
		}
		for cut, pieces := range map[string][][]byte{"as given": chunks, "whole": {whole}, "byte by byte": single} {
			if got := parse(pieces); !reflect.DeepEqual(got, vector.outcome) {
				t.Errorf("%s, %s: wanted %+v, got %+v", vector.Id, cut, vector.outcome, got)
			}
		}
	}
	t.Logf("%d vectors", len(vectors))
}

func TestEncoder(t *testing.T) {
	var vectors []struct {
		Id       string
		Event    map[string]any
		Outcomes []any
	}
	load(t, "encode.json", &vectors)
	for _, vector := range vectors {
		var given fields
		again(long(vector.Event), &given)
		var got any = "refused"
		if written, err := encode(given); err == nil {
			seen := read([][]byte{written})
			for i, text := range seen.Comments {
				seen.Comments[i] = strings.TrimPrefix(text, " ")
			}
			got = seen
		}
		right := false
		for _, wanted := range vector.Outcomes {
			if wanted == "refused" {
				right = right || got == "refused"
			} else if got != "refused" {
				var want outcome
				again(long(wanted), &want)
				right = right || reflect.DeepEqual(want, got)
			}
		}
		if !right {
			t.Errorf("%s: wanted one of %.200v, got %.200v", vector.Id, vector.Outcomes, got)
		}
	}
	t.Logf("%d vectors", len(vectors))
}

// long puts in what is too long to be written out, which stands there as {"repeat": text, "times": n}.
func long(value any) any {
	switch v := value.(type) {
	case map[string]any:
		if text, ok := v["repeat"].(string); ok {
			return strings.Repeat(text, int(v["times"].(float64)))
		}
		for key := range v {
			v[key] = long(v[key])
		}
	case []any:
		for i := range v {
			v[i] = long(v[i])
		}
	}
	return value
}

func again(value, into any) {
	raw, _ := json.Marshal(value)
	if err := json.Unmarshal(raw, into); err != nil {
		panic(err)
	}
}
