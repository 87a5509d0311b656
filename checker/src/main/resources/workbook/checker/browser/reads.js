// Gives whoever reads the body of a fetch the pieces that the server names in the header Workbook-Reads, one by each
// read, however the network has joined or split them. Every other answer is left alone. Runs before the page's own code.
(() => {
  const original = window.fetch;

  const joined = (left, right) => {
    const both = new Uint8Array(left.length + right.length);
    both.set(left);
    both.set(right, left.length);
    return both;
  };

  const inPieces = (body, sizes) => {
    const source = body.getReader();
    let held = new Uint8Array(0);
    const pull = async (controller) => {
      const size = sizes.shift() ?? Infinity;
      for (;;) {
        const end = held.length >= size;
        const { done, value } = end ? {} : await source.read();
        if (end || (done && held.length > 0)) {
          controller.enqueue(held.slice(0, size));
          held = held.slice(size);
          return;
        }
        if (done) {
          controller.close();
          controller.byobRequest?.respond(0);
          return;
        }
        held = joined(held, value);
      }
    };
    return new ReadableStream({ type: "bytes", pull, cancel: (reason) => source.cancel(reason) });
  };

  window.fetch = async (...request) => {
    const answer = await original(...request);
    const sizes = answer.headers.get("workbook-reads")?.split(" ").map(Number).filter((size) => size > 0);
    if (!sizes || !answer.body) {
      return answer;
    }
    const { status, statusText, headers, url, redirected, type } = answer;
    const again = new Response(inPieces(answer.body, sizes), { status, statusText, headers });
    for (const [name, value] of Object.entries({ url, redirected, type })) {
      Object.defineProperty(again, name, { value });
    }
    return again;
  };
})();
