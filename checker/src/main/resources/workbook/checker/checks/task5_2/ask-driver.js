// Works the page of 5.2 by its hooks, as a person does, and reads what it shows.
window.driver = (() => {
  const atRest = ["waiting", "done", "stopped", "failed"];
  const find = (hook) => document.querySelector(`[data-${hook}]`);
  const text = (hook, root = document) => root.querySelector(`[data-${hook}]`)?.textContent ?? null;
  const rows = () => [...find("log").children];
  const status = () => (text("status") ?? "").trim().toLowerCase();

  // Every word that the status has had since the question: a short pause is over before anybody looks. What stood there
  // before is none of them, and stays where it is: it is the page's own text, which only the page may take away.
  let words = [];
  const said = (records) => {
    const place = find("status");
    const changes = records.filter(({ target, addedNodes }) =>
      place?.contains(target) || [...addedNodes].some((node) => node.contains(place)));
    for (const { target, addedNodes } of changes) {
      words.push(target.nodeType === Node.TEXT_NODE ? target.data : [...addedNodes].map((node) => node.textContent).join(""));
    }
    if (changes.length > 0) {
      words.push(status());
    }
  };
  const watch = new MutationObserver(said);
  watch.observe(document.body, { childList: true, characterData: true, subtree: true });
  const fresh = () => {
    said(watch.takeRecords());
    return words.length > 0;
  };
  const rested = () => fresh() && words.some((word) => atRest.includes(word.trim().toLowerCase()));
  const shows = (wanted) => wanted.split(" ").includes(status());

  // As a person does: a setter that a page has put on its field, as React does, hears of the event and not of this.
  const fill = (hook, value) => {
    const field = find(hook);
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const ask = (token, question) => {
    fill("token", token);
    fill("question", question);
    watch.takeRecords();
    words = [];
    find("form").requestSubmit();
  };
  const stop = () => find("stop").click();

  const sheet = () => ({
    status: status(),
    rested: rested(),
    message: (text("message") ?? "").trim(),
    count: (text("count") ?? "").trim(),
    lastId: text("last-id") ?? "",
    retry: (text("retry") ?? "").trim(),
    rows: rows().map((row) => [text("type", row), text("id", row), text("data", row)]),
  });

  // Whether the rows are the newest of so many events, without a gap, each event with its number as its id.
  const newest = (count) => rows().every((row, n, all) => text("id", row) === String(count - all.length + n));

  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  // A page may draw a moment behind what has come: its sheet has to stay the same for so many milliseconds.
  const settled = async (quiet, limit) => {
    const begun = performance.now();
    let before;
    do {
      before = JSON.stringify(sheet());
      await pause(quiet);
    } while (JSON.stringify(sheet()) !== before && performance.now() - begun < limit);
  };

  const askInTurn = async (questions, limit, quiet) => {
    const sheets = [];
    for (const question of questions) {
      ask("workbook", question);
      const begun = performance.now();
      do {
        await pause(1);
      } while (!rested() && performance.now() - begun < limit);
      if (quiet > 0) {
        await settled(quiet, limit);
      }
      sheets.push(sheet());
      if (!sheets.at(-1).rested) {
        break; // nor would the others end
      }
      stop();
      await pause(1);
    }
    return sheets;
  };

  // Whoever waits for an answer hears "not yet" now and then: a page that says nothing for long is taken for one that hangs.
  let asking;
  const answers = () => Promise.race([asking, pause(1000)]);
  const askAll = (questions, limit, quiet) => {
    asking = askInTurn(questions, limit, quiet);
    return answers();
  };

  return {
    ask,
    stop,
    sheet,
    askAll,
    answers,
    // Whether the status has one of these words, and has been written since the question.
    is: (wanted) => fresh() && shows(wanted),
    // The same, whoever wrote it: a page may go from a word to the same word, and then nothing changes.
    shows,
    // Ends a pause of the page.
    hurry: (most) => recorder.pass(most, () => status() !== "waiting"),
    lastId: () => text("last-id"),
    newest,
    data: () => rows().map((row) => text("data", row)),
    words: () => rows().filter((row) => text("type", row) !== "done").length,
  };
})();
