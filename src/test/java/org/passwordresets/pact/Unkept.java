package org.passwordresets.pact;

import java.util.ArrayList;
import java.util.List;

/** That an interaction is not kept: whose it is, in which state, what was expected and what came, in ten lines at most. */
final class Unkept extends AssertionError {
    private static final long serialVersionUID = 1;
    private static final int MAX_REASONS = 6;
    private static final int MAX_LINE_LENGTH = 300;

    private final String interaction;
    private final String provider;

    private Unkept(String interaction, String provider, String text) {
        super(text);
        this.interaction = interaction;
        this.provider = provider;
    }

    /**
     * @param provider who does not keep it, such as {@code the server}
     * @param reasons a line for each
     * @param hint what to do about it; a line or two, or none
     */
    static Unkept of(Interaction interaction, String provider, List<String> reasons, List<String> hint) {
        String name = "%s, \"%s\"".formatted(interaction.consumer(), interaction.description());
        List<String> lines = new ArrayList<>();
        lines.add("%s, is not kept by %s".formatted(name, provider));
        lines.add("  given " + given(interaction.states()));
        lines.add("  %s %s".formatted(interaction.request().method(), target(interaction.request())));
        reasons.stream().limit(MAX_REASONS - hint.size()).forEach(reason -> lines.add("  " + reason));
        int more = reasons.size() - MAX_REASONS + hint.size();
        if (more > 0) {
            lines.add("  and %d more".formatted(more));
        }
        hint.forEach(line -> lines.add("  " + line));
        return new Unkept(
                name,
                provider,
                String.join("\n", lines.stream().map(Unkept::shortened).toList()));
    }

    private static String given(List<State> states) {
        return states.isEmpty()
                ? "nothing"
                : String.join("; ", states.stream().map(State::toString).toList());
    }

    private static String target(Interaction.Request request) {
        List<String> parameters = new ArrayList<>();
        request.query().forEach((name, values) -> values.forEach(value -> parameters.add(name + "=" + value)));
        return request.path() + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
    }

    private static String shortened(String line) {
        String flat = line.replaceAll("\\s*\\R\\s*", " ");
        return flat.length() <= MAX_LINE_LENGTH ? flat : flat.substring(0, MAX_LINE_LENGTH - 1) + "…";
    }

    /** Consumer and description. */
    String interaction() {
        return interaction;
    }

    String provider() {
        return provider;
    }

    /** It tells nothing where in our code that was found. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
