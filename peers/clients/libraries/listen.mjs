// What all that have the interface of EventSource share: who reads listens to each type.
export function listening(source, types, tell) {
    const listen = (type) =>
        source.addEventListener(type, ({ type, data, lastEventId }) => tell({ type, data, id: lastEventId }));
    types.forEach(listen);
    source.onopen = () => tell({ open: true });
    source.onerror = ({ message }) => tell({ error: message ?? "" });
    return { listen, close: () => source.close() };
}
