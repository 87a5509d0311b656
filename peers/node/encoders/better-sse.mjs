// The encoder of better-sse, for vectors/runners/vectors.mjs. Its own serializer would make JSON of a text.
import { createEventBuffer } from 'better-sse';

export function encode({ type, id, data, retry, comment }) {
  const buffer = createEventBuffer({ serializer: String });
  if (comment != null) buffer.comment(comment);
  if (type != null) buffer.event(type);
  if (id != null) buffer.id(id);
  if (retry != null) buffer.retry(retry);
  if (data != null) buffer.data(data);
  return buffer.dispatch().read();
}
