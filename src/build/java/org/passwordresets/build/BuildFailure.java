package org.passwordresets.build;

/** The sources do not build. The message names file, line and column if they are known. */
public final class BuildFailure extends Exception {
    private static final long serialVersionUID = 1L;

    public BuildFailure(String message) {
        super(message);
    }
}
