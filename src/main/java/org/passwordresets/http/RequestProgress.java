package org.passwordresets.http;

/** How far the client of one connection has come, and when it must have come further. Read and written by the event loop alone. */
final class RequestProgress {
    private static final long NO_DEADLINE = Long.MAX_VALUE;

    private final ConnectionConfiguration configuration;

    /** When the part that the client is sending began, or the pause that it makes. */
    private long since = System.nanoTime();

    private boolean isNew = true;
    private boolean inHead;
    private boolean inBody;
    private int unanswered;

    RequestProgress(ConnectionConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Bytes came that complete nothing yet. */
    void partCame() {
        if (!inBody && !inHead) {
            inHead = true;
            since = isNew ? since : System.nanoTime();
        }
    }

    /** A head is complete; even one without a body is followed by an end of the body. */
    void headCame() {
        isNew = false;
        inHead = false;
        inBody = true;
        unanswered++;
        since = System.nanoTime();
    }

    /** A body is complete, or will never be. */
    void bodyEnded() {
        inBody = false;
        if (isAnswered()) {
            since = System.nanoTime();
        }
    }

    /** A response has been written to its end. */
    void responseWritten() {
        unanswered--;
        if (isAnswered() && !inBody && !inHead) {
            since = System.nanoTime();
        }
    }

    /** The pause begins anew. */
    void pause() {
        since = System.nanoTime();
    }

    boolean isInHead() {
        return inHead;
    }

    boolean isInBody() {
        return inBody;
    }

    /** Whether no request waits for its response. */
    boolean isAnswered() {
        return unanswered == 0;
    }

    /** Whether the response that is written next, or is being written, is the last that is due. */
    boolean isAtLastResponse() {
        return unanswered == 1;
    }

    /** The time until the deadline, not above zero once it has passed. */
    long nanosLeft() {
        long limit = limit();
        return limit == NO_DEADLINE ? NO_DEADLINE : since + limit - System.nanoTime();
    }

    private long limit() {
        if (inBody) {
            return configuration.bodyTimeout().toNanos();
        }
        if (inHead || isNew) {
            return configuration.headTimeout().toNanos();
        }
        return isAnswered() ? configuration.idleTimeout().toNanos() : NO_DEADLINE;
    }
}
