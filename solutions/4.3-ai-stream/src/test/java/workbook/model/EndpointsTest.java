package workbook.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The streams of endpoints as they are in the wild: each begins, ends and fails in a way of its own. */
class EndpointsTest {

    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

    /**
     * A stream of an endpoint.
     *
     * @param wanted the text; behind a dash, why it failed
     */
    private record Script(String name, String wanted, String stream) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Script> scripts() {
        return Stream.of(complete(), cutOff(), errors(), nonsense(), halves()).flatMap(List::stream);
    }

    private static List<Script> complete() {
        return List.of(
                new Script(
                        "OpenAI: role, pieces, reason, usage, [DONE]",
                        "Hello there",
                        """
                        data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","service_tier":"default","system_fingerprint":"fp_1","choices":[{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"usage":null}

                        data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","choices":[{"index":0,"delta":{"content":"Hello"},"logprobs":null,"finish_reason":null}],"usage":null,"obfuscation":"x1"}

                        data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","choices":[{"index":0,"delta":{"content":" there"},"logprobs":null,"finish_reason":null}],"usage":null}

                        data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}],"usage":null}

                        data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}

                        data: [DONE]

                        """),
                new Script(
                        "Azure: an empty chunk first, and one without a delta last",
                        "Hello",
                        """
                        data: {"choices":[],"created":0,"id":"","model":"","object":"","prompt_filter_results":[{"prompt_index":0,"content_filter_results":{"hate":{"filtered":false,"severity":"safe"}}}]}

                        data: {"choices":[{"content_filter_results":{},"delta":{"content":"","refusal":null,"role":"assistant"},"finish_reason":null,"index":0,"logprobs":null}],"id":"chatcmpl-2","object":"chat.completion.chunk"}

                        data: {"choices":[{"content_filter_results":{"hate":{"filtered":false,"severity":"safe"}},"delta":{"content":"Hello"},"finish_reason":null,"index":0}],"id":"chatcmpl-2","object":"chat.completion.chunk"}

                        data: {"choices":[{"content_filter_results":{},"delta":{},"finish_reason":"stop","index":0}],"id":"chatcmpl-2","object":"chat.completion.chunk"}

                        data: {"choices":[{"content_filter_offsets":{"check_offset":44,"start_offset":44,"end_offset":198},"content_filter_results":{},"finish_reason":null,"index":0}],"id":"","object":""}

                        data: [DONE]

                        """),
                new Script(
                        "vLLM: reasoning apart from content, stop_reason beside finish_reason",
                        "4",
                        """
                        data: {"id":"cmpl-3","object":"chat.completion.chunk","model":"qwen","choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}]}

                        data: {"id":"cmpl-3","object":"chat.completion.chunk","model":"qwen","choices":[{"index":0,"delta":{"reasoning_content":"two and two"},"logprobs":null,"finish_reason":null}]}

                        data: {"id":"cmpl-3","object":"chat.completion.chunk","model":"qwen","choices":[{"index":0,"delta":{"content":"4"},"logprobs":null,"finish_reason":"stop","stop_reason":null}]}

                        data: [DONE]

                        """),
                new Script(
                        "llama.cpp: content null with the role, timings with the reason",
                        "Hi",
                        """
                        data: {"choices":[{"finish_reason":null,"index":0,"delta":{"role":"assistant","content":null}}],"created":1,"id":"chatcmpl-4","model":"m","object":"chat.completion.chunk"}

                        data: {"choices":[{"finish_reason":null,"index":0,"delta":{"content":"Hi"}}],"created":1,"id":"chatcmpl-4","model":"m","object":"chat.completion.chunk"}

                        data: {"choices":[{"finish_reason":"stop","index":0,"delta":{}}],"created":1,"id":"chatcmpl-4","model":"m","object":"chat.completion.chunk","timings":{"prompt_n":1,"predicted_n":1}}

                        data: [DONE]

                        """),
                new Script(
                        "Ollama: the role in every chunk",
                        "Hi you",
                        """
                        data: {"id":"chatcmpl-5","object":"chat.completion.chunk","created":1,"model":"llama3.2","system_fingerprint":"fp_ollama","choices":[{"index":0,"delta":{"role":"assistant","content":"Hi"},"finish_reason":null}]}

                        data: {"id":"chatcmpl-5","object":"chat.completion.chunk","created":1,"model":"llama3.2","system_fingerprint":"fp_ollama","choices":[{"index":0,"delta":{"role":"assistant","content":" you"},"finish_reason":null}]}

                        data: {"id":"chatcmpl-5","object":"chat.completion.chunk","created":1,"model":"llama3.2","system_fingerprint":"fp_ollama","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":"stop"}]}

                        data: [DONE]

                        """),
                new Script(
                        "LiteLLM: keys left out, no [DONE]",
                        "Hi",
                        """
                        data: {"id":"chatcmpl-6","created":1,"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"Hi","role":"assistant"}}]}

                        data: {"id":"chatcmpl-6","created":1,"object":"chat.completion.chunk","choices":[{"finish_reason":"stop","index":0,"delta":{}}]}

                        """),
                new Script(
                        "OpenRouter: comments while it works, an empty piece with the reason",
                        "Hi",
                        """
                        : OPENROUTER PROCESSING

                        : OPENROUTER PROCESSING

                        data: {"id":"gen-7","provider":"P","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","content":"Hi"},"finish_reason":null,"native_finish_reason":null}]}

                        data: {"id":"gen-7","provider":"P","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":"stop","native_finish_reason":"STOP"}]}

                        data: [DONE]

                        """),
                new Script(
                        "Mistral: content in parts, of which some are thoughts",
                        "Hi",
                        """
                        data: {"id":"8","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]}]},"finish_reason":null}]}

                        data: {"id":"8","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":[{"type":"text","text":"Hi"}]},"finish_reason":"stop"}]}

                        data: [DONE]

                        """),
                new Script(
                        "pieces and [DONE], but no reason",
                        "Hi",
                        """
                        data: {"choices":[{"delta":{"content":"Hi"}}]}

                        data: [DONE]

                        """),
                new Script(
                        "a reason that is empty until it is one, and blank data between",
                        "Hi",
                        """
                        data: {"choices":[{"delta":{"content":"Hi"},"finish_reason":""}]}

                        data:

                        data: {"choices":[{"delta":{"content":""},"finish_reason":"stop"}]}

                        data: [DONE]

                        """),
                new Script(
                        "an answer without a word",
                        "",
                        """
                        data: {"choices":[{"delta":{"content":""},"finish_reason":"stop"}]}

                        data: [DONE]

                        """),
                new Script(
                        "one chunk in several lines of data, as JSON may be",
                        "Hi",
                        """
                        data: {
                        data:   "choices": [{"delta": {"content": "Hi"}, "finish_reason": "stop"}]
                        data: }

                        """));
    }

    private static List<Script> cutOff() {
        return List.of(
                new Script(
                        "OpenAI: the length limit",
                        "Hi - the answer was cut off at the length limit",
                        """
                        data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":null}]}

                        data: {"choices":[{"index":0,"delta":{},"finish_reason":"length"}]}

                        data: [DONE]

                        """),
                new Script(
                        "Azure: the content filter",
                        "Hi - the answer was cut off by the content filter",
                        """
                        data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":null}]}

                        data: {"choices":[{"content_filter_results":{"violence":{"filtered":true,"severity":"high"}},"delta":{},"finish_reason":"content_filter","index":0}]}

                        data: [DONE]

                        """),
                new Script(
                        "vLLM: aborted",
                        "Hi - the model stopped before its answer was complete",
                        """
                        data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"abort","stop_reason":null}]}

                        data: [DONE]

                        """),
                new Script(
                        "DeepSeek: no room left",
                        "- the model stopped before its answer was complete",
                        """
                        data: {"choices":[{"index":0,"delta":{"content":""},"finish_reason":"insufficient_system_resource"}]}

                        """),
                new Script(
                        "OpenAI: a refusal",
                        "- the model refused to answer",
                        """
                        data: {"choices":[{"index":0,"delta":{"role":"assistant","content":null,"refusal":""},"finish_reason":null}]}

                        data: {"choices":[{"index":0,"delta":{"refusal":"I'm sorry"},"finish_reason":null}]}

                        data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

                        data: [DONE]

                        """),
                new Script(
                        "OpenAI: a tool is asked for",
                        "- the model asked for a tool, and here is none",
                        """
                        data: {"choices":[{"index":0,"delta":{"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"search","arguments":""}}]},"finish_reason":null}]}

                        data: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

                        data: [DONE]

                        """),
                new Script(
                        "Ollama: a tool is asked for, and the reason is stop",
                        "- the model asked for a tool, and here is none",
                        """
                        data: {"choices":[{"index":0,"delta":{"role":"assistant","content":"","tool_calls":[{"function":{"name":"search","arguments":"{}"}}]},"finish_reason":"stop"}]}

                        data: [DONE]

                        """),
                new Script(
                        "the stream ends without a reason",
                        "Hi - the answer of the model broke off",
                        """
                        data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":null}]}

                        """),
                new Script("nothing but [DONE]", "- the model ended its answer before it began", "data: [DONE]\n\n"),
                new Script(
                        "Azure's empty chunk, and [DONE]",
                        "- the model ended its answer before it began",
                        """
                        data: {"choices":[],"prompt_filter_results":[]}

                        data: [DONE]

                        """),
                new Script("nothing at all", "- the answer of the model broke off", ""));
    }

    private static List<Script> errors() {
        String told = " - the model reported an error";
        return List.of(
                new Script(
                        "OpenAI: an error in place of the first chunk",
                        told.strip(),
                        """
                        data: {"error":{"message":"The server had an error","type":"server_error","param":null,"code":null}}

                        """),
                new Script(
                        "LiteLLM: an error behind pieces, then [DONE]",
                        "Hi" + told,
                        """
                        data: {"choices":[{"index":0,"delta":{"content":"Hi"}}]}

                        data: {"error":{"message":"litellm.APIError","type":"None","param":"None","code":"500"}}

                        data: [DONE]

                        """),
                new Script(
                        "OpenRouter: an error in the last chunk",
                        "Hi" + told,
                        """
                        data: {"id":"gen","error":{"code":"server_error","message":"Provider disconnected"},"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"error"}]}

                        """),
                new Script(
                        "OpenRouter: an error of the choice",
                        "Hi" + told,
                        """
                        data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"error","error":{"code":502,"message":"no"}}]}

                        data: [DONE]

                        """),
                new Script(
                        "an error behind the reason to finish",
                        "Hi" + told,
                        """
                        data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}

                        data: {"error":{"message":"usage could not be counted"}}

                        data: [DONE]

                        """),
                new Script(
                        "Ollama: the error is a string",
                        "Hi" + told,
                        """
                        data: {"choices":[{"index":0,"delta":{"content":"Hi"}}]}

                        data: {"error":"llama runner process has terminated"}

                        """),
                new Script(
                        "vLLM: the object is an error",
                        told.strip(),
                        """
                        data: {"object":"error","message":"This model's maximum context length is 4096 tokens","type":"BadRequestError","param":null,"code":400}

                        data: [DONE]

                        """),
                new Script(
                        "the type is error",
                        told.strip(),
                        """
                        data: {"type":"error","message":"overloaded"}

                        data: [DONE]

                        """),
                new Script(
                        "the event is an error, and no JSON",
                        "Hi" + told,
                        """
                        data: {"choices":[{"index":0,"delta":{"content":"Hi"}}]}

                        event: error
                        data: out of memory

                        data: [DONE]

                        """));
    }

    private static List<Script> nonsense() {
        String notJson = "Hi - the model sent something that is not JSON";
        String hi = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}\n";
        return List.of(
                new Script(
                        "two chunks and no blank line",
                        notJson.substring("Hi ".length()),
                        hi + hi + "\ndata: [DONE]\n\n"),
                new Script("half an object", notJson, hi + "\ndata: {\"choices\":[{\"ind\n\ndata: [DONE]\n\n"),
                new Script("a page of HTML", notJson, hi + "\ndata: <html>502</html>\n\n"),
                new Script(
                        "JSON of another kind",
                        "Hi - the model sent JSON that is no chunk of an answer",
                        hi + "\ndata: [1]\n\n"),
                new Script(
                        "an event that never ends",
                        "Hi - the connection to the model broke",
                        hi + "\ndata: " + "x".repeat(2 << 20)));
    }

    private static List<Script> halves() {
        return List.of(
                new Script("a character in two pieces", "a😀b", pieces("a\\ud83d", "\\ude00b")),
                new Script("with an empty one between", "😀", pieces("\\ud83d", "", "\\ude00")),
                new Script("a first half that stays alone", "a\uFFFDb", pieces("a\\ud83d", "b")),
                new Script("a first half at the end", "a\uFFFD", pieces("a\\ud83d")),
                new Script("a second half alone", "\uFFFDb", pieces("\\ude00b")),
                new Script(
                        "more of it than one piece may hold",
                        "😀".repeat(5000) + "a",
                        pieces("😀".repeat(5000) + "a")));
    }

    private static String pieces(String... texts) {
        StringBuilder stream = new StringBuilder();
        for (String text : texts) {
            stream.append("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"")
                    .append(text)
                    .append("\"}}]}\n\n");
        }
        return stream + "data: [DONE]\n\n";
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void readsItAsItIsMeant(Script script) throws IOException, InterruptedException {
        try (Endpoint endpoint = new Endpoint()) {
            endpoint.answering(HEAD + script.stream());
            StringBuilder text = new StringBuilder();
            assertEquals(
                    script.wanted(),
                    outcome(endpoint.model(Duration.ofSeconds(10)), text).strip());
        }
    }

    private static String outcome(Model model, StringBuilder text) throws InterruptedException {
        try {
            model.answer("why?", piece -> {
                if (piece.isEmpty() || piece.length() > 4096) {
                    throw new IllegalStateException("a piece of " + piece.length() + " characters");
                }
                // As bytes and back, so that half a character would be seen.
                text.append(new String(piece.getBytes(UTF_8), UTF_8));
            });
            return text.toString();
        } catch (ModelException e) {
            return text + " - " + e.getMessage();
        }
    }
}
