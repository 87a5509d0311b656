// Runs the vectors beside this file against a parser or an encoder of event streams.
//
//   node vectors.mjs                  the reader in this file, which shows what a parser has to return
//   node vectors.mjs ./my-module.mjs  its parse(chunks), its encode(event), or both; they may be async
//
// parse gets an array of Uint8Array and returns {events: [{type, data, lastEventId}]}; retry, comments and lastEventId
// are compared where it has them. encode gets an object with some of type, id, data, retry and comment, and returns a
// string or a Uint8Array, or throws to refuse.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual as equal } from "node:util";

const load = async (name) => JSON.parse(await readFile(new URL(name, import.meta.url), "utf8"), (key, value) =>
    typeof value?.repeat === "string" ? value.repeat.repeat(value.times) : value); // what is too long to be written out

/** The event stream as HTML 9.2.6 has it, of a stream that is there as a whole. */
export function read(chunks) {
    const text = new TextDecoder().decode(Buffer.concat(chunks)); // which takes the byte order mark away
    const result = { events: [], retry: null, comments: [], lastEventId: "" };
    let data = [], type = "", id = "";
    for (const line of text.split(/\r\n|\r|\n/).slice(0, -1)) {
        const colon = (line + ":").indexOf(":");
        const name = line.slice(0, colon);
        const value = line.slice(colon + 1).replace(name === "" ? /$^/ : /^ /, "");
        if (line === "") {
            result.lastEventId = id;
            if (data.length > 0) {
                result.events.push({ type: type || "message", data: data.join("\n"), lastEventId: id });
            }
            data = [], type = "";
        } else if (name === "") result.comments.push(value);
        else if (name === "data") data.push(value);
        else if (name === "event") type = value;
        else if (name === "id" && !value.includes("\0")) id = value;
        else if (name === "retry" && /^[0-9]+$/.test(value)) result.retry = Number(value);
    }
    return result;
}

/** Of what is wanted, the part that the parser tells. */
const told = (wanted, got) => Object.fromEntries(Object.keys(got).map((key) => [key, wanted[key]]));

async function* parses(parse) {
    for (const vector of await load("event-stream.json")) {
        const chunks = vector.hex.map((hex) => new Uint8Array(Buffer.from(hex, "hex")));
        const whole = new Uint8Array(Buffer.concat(chunks));
        const cuttings = { "as given": chunks, whole: [whole], "byte by byte": [...whole].map((b) => Uint8Array.of(b)) };
        for (const [cutting, pieces] of Object.entries(cuttings)) {
            const got = await parse(pieces);
            const events = vector.events.map((event, i) => told(event, got.events[i] ?? event));
            yield [equal({ ...got }, told({ ...vector, events }, got)),
                `${vector.id}, ${cutting}: wanted ${JSON.stringify(vector.events)}, got ${JSON.stringify(got)}`];
        }
    }
}

async function* encodes(encode) {
    for (const vector of await load("encode.json")) {
        let got;
        try {
            got = read([Buffer.from(await encode(vector.event))]);
            got.comments = got.comments.map((text) => text.replace(/^ /, ""));
        } catch {
            got = "refused";
        }
        yield [vector.outcomes.some((outcome) => equal(outcome, got)),
            `${vector.id}: wanted one of ${JSON.stringify(vector.outcomes)}, got ${JSON.stringify(got)}`.slice(0, 500)];
    }
}

async function main(file) {
    const mine = file ? await import(pathToFileURL(file).href) : { parse: read };
    let runs = 0, differences = 0;
    for (const results of [mine.parse && parses(mine.parse), mine.encode && encodes(mine.encode)].filter(Boolean)) {
        for await (const [right, said] of results) {
            runs++;
            if (!right) { differences++; console.log(said); }
        }
    }
    console.log(`${runs} runs, ${differences} differences`);
    process.exitCode = differences === 0 && runs > 0 ? 0 : 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main(process.argv[2]);
