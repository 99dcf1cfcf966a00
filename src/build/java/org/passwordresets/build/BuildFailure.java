package org.passwordresets.build;

/** Sources that do not build: the message names file, line and column where they are known. */
public final class BuildFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public BuildFailure(String message) {
        super(message);
    }
}
