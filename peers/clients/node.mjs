// Runs one of the libraries of npm in libraries/: as a client of one stream, which prints what it sees, or as a test
// service in the protocol of launchdarkly/sse-contract-tests.
//   node node.mjs NAME URL
//   node node.mjs NAME --port PORT     prints its own address; with 0 it takes a port that is free
import { writeSync } from "node:fs";
import { Agent, createServer, request } from "node:http";

const [name, stream, port] = process.argv.slice(2);
const { read } = await import(`./libraries/${name}.mjs`);

function print(seen) {
    let line = Buffer.from(JSON.stringify(seen) + "\n");
    while (line.length > 0) {
        try {
            line = line.subarray(writeSync(1, line));
        } catch (full) {
            if (full.code !== "EAGAIN") throw full; // the pipe is full, and takes more soon
        }
    }
}

// A connection that waits for a callback is kept, and no callback begins before the one in front of it is over.
const agent = new Agent({ keepAlive: true });

function post(url, report) {
    return new Promise((done) => {
        const callback = request(url, { method: "POST", agent }, (response) => response.resume().on("end", done));
        callback.on("error", done); // the harness has what it wanted
        callback.end(JSON.stringify(report));
    });
}

function reporting(callbackUrl) {
    let number = 0;
    let last = Promise.resolve();
    return (seen) => {
        const report =
            "data" in seen ? { kind: "event", event: seen }
            : "comment" in seen ? { kind: "comment", comment: seen.comment }
            : "error" in seen ? { kind: "error", comment: seen.error }
            : null;
        if (report) last = last.then(() => post(`${callbackUrl}/${++number}`, report));
    };
}

async function serve() {
    const clients = new Map();
    let made = 0;
    createServer(async (asked, answer) => {
        let body = "";
        for await (const part of asked.setEncoding("utf8")) body += part;
        if (asked.method === "GET") {
            answer.setHeader("Content-Type", "application/json");
            return answer.end(JSON.stringify({ name, capabilities: ["comments", "event-type-listeners"] }));
        }
        if (asked.method === "DELETE" && asked.url === "/") process.exit(0);
        if (asked.method === "DELETE") {
            clients.get(asked.url)?.close();
            clients.delete(asked.url);
            return answer.writeHead(204).end();
        }
        const { streamUrl, callbackUrl, command, listen } = JSON.parse(body);
        if (command) {
            clients.get(asked.url)?.listen?.(listen?.type);
            return answer.writeHead(202).end();
        }
        const path = `/${++made}`;
        clients.set(path, read(streamUrl, ["message"], reporting(callbackUrl)));
        answer.writeHead(201, { Location: path }).end();
    }).listen(Number(port), "127.0.0.1", function () {
        console.log(`http://127.0.0.1:${this.address().port}/`);
    });
}

// What a library throws where nobody can catch it would end all other clients, too.
process.on("unhandledRejection", (error) => console.error(name, error));
if (stream === "--port") await serve();
else read(stream, ["message", ...JSON.parse(process.env.SSE_TYPES ?? "[]")], print);
