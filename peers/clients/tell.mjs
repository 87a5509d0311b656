// What all samples for Node share: one JSON object a line, and the types that will come.
import { writeSync } from "node:fs";

export const types = new Set(["message", ...JSON.parse(process.env.SSE_TYPES ?? "[]")]);

export function tell(seen) {
    let line = Buffer.from(JSON.stringify(seen) + "\n");
    while (line.length > 0) {
        try {
            line = line.subarray(writeSync(1, line));
        } catch (full) {
            if (full.code !== "EAGAIN") throw full; // the pipe is full, and takes more soon
        }
    }
}
