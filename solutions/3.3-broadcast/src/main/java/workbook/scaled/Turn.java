package workbook.scaled;

/** One write: a batch, to a listener. */
record Turn(Listener listener, Batch batch) {

    /** @return whether the client is still there */
    boolean write() {
        return listener.write(batch.bytes());
    }
}
