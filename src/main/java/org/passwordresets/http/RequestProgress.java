package org.passwordresets.http;

/** The progress of the client of one connection, and its next deadline. Used only by the event loop. */
final class RequestProgress {
    private static final long NO_DEADLINE = Long.MAX_VALUE;

    private final ConnectionConfiguration configuration;

    /** When the part that the client is sending, or its pause, began. */
    private long since = System.nanoTime();

    private boolean isNew = true;
    private boolean inHead;
    private boolean inBody;
    private int outstanding;

    RequestProgress(ConnectionConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Bytes arrived that complete nothing yet. */
    void partCame() {
        if (!inBody && !inHead) {
            inHead = true;
            since = isNew ? since : System.nanoTime();
        }
    }

    /** A head is complete. Even a request without a body is followed by an end of the body. */
    void headCame() {
        isNew = false;
        inHead = false;
        inBody = true;
        outstanding++;
        since = System.nanoTime();
    }

    /** A body is complete, or will never be. */
    void bodyEnded() {
        inBody = false;
        if (isSettled()) {
            since = System.nanoTime();
        }
    }

    /** A response was written completely. */
    void responseWritten() {
        outstanding--;
        if (isSettled() && !inBody && !inHead) {
            since = System.nanoTime();
        }
    }

    /** The pause starts again. */
    void pause() {
        since = System.nanoTime();
    }

    boolean isInHead() {
        return inHead;
    }

    boolean isInBody() {
        return inBody;
    }

    /** Whether no request is waiting for its response. */
    boolean isSettled() {
        return outstanding == 0;
    }

    /** Whether the response that is written next, or is being written, is the last outstanding one. */
    boolean isAtLastResponse() {
        return outstanding == 1;
    }

    /** The time until the deadline; zero or negative once it has passed. */
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
        return isSettled() ? configuration.idleTimeout().toNanos() : NO_DEADLINE;
    }
}
