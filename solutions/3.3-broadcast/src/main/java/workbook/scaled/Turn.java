package workbook.scaled;

/** One write: this, to that one. */
record Turn(Listener listener, Batch batch) {

    /** @return whether the client is still there */
    boolean write() {
        return listener.write(batch.bytes());
    }
}
