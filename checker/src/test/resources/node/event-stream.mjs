// Reads every vector with the reader of solution 5.2: as given, whole, and byte by byte. Prints what differs.
// Its arguments: the reader, and the vectors.

import { readFile } from "node:fs/promises";

const [readerFile, vectorsFile] = process.argv.slice(2);
// As a URL of its own text: a file called .js would be a module only beside a package.json that says so.
const source = await readFile(readerFile, "utf8");
const { EventStreamReader } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
const vectors = JSON.parse(await readFile(vectorsFile, "utf8"));

const cuttings = {
  "as given": (pieces) => pieces,
  whole: (pieces) => [Buffer.concat(pieces)],
  "byte by byte": (pieces) => [...Buffer.concat(pieces)].map((byte) => Buffer.of(byte)),
};

function outcome(pieces) {
  const reader = new EventStreamReader({ retry: null });
  const events = pieces.flatMap((bytes) => reader.read(bytes));
  return { events, retry: reader.retry, lastEventId: reader.lastEventId };
}

let differences = 0;
for (const { id, hex, events, retry, lastEventId } of vectors) {
  const expected = JSON.stringify({ events, retry, lastEventId });
  const pieces = hex.map((piece) => Buffer.from(piece, "hex"));
  for (const [name, cut] of Object.entries(cuttings)) {
    const actual = JSON.stringify(outcome(cut(pieces)));
    if (actual !== expected) {
      differences++;
      console.log(`${id}, ${name}:\n  expected ${expected}\n  but was  ${actual}`);
    }
  }
}
console.log(`${vectors.length} vectors, ${Object.keys(cuttings).length} cuttings, ${differences} differences`);
process.exitCode = differences === 0 && vectors.length > 0 ? 0 : 1;
