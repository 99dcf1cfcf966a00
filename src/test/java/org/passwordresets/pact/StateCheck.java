package org.passwordresets.pact;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether there are the states that an interaction names, and whether they take and give what it says. */
final class StateCheck {
    private static final Map<String, Offers> STATES = ProviderStates.handlers().stream()
            .collect(Collectors.toMap(ProviderStates::name, (Method method) -> method.getAnnotation(Offers.class)));

    private StateCheck() {}

    /** What is wrong, a sentence for each; none where all is well. */
    static List<String> problems(Interaction interaction) {
        List<String> problems = new ArrayList<>();
        interaction.states().forEach(state -> problems.addAll(problems(state)));
        addUnknownValues(interaction, problems);
        if (lacksCaller(interaction)) {
            problems.add("it sends an access token, and no state says whose: %s"
                    .formatted(quoted(STATES.keySet().stream()
                            .filter(name -> STATES.get(name).caller())
                            .toList())));
        }
        return problems;
    }

    private static List<String> problems(State state) {
        Offers offers = STATES.get(state.name());
        if (offers == null) {
            return List.of(
                    "there is no state \"%s\": pact/README.md lists those that there are".formatted(state.name()));
        }
        Set<String> taken = new TreeSet<>(List.of(offers.parameters()));
        Set<String> given = state.parameters().keySet();
        List<String> problems = new ArrayList<>();
        given.stream()
                .filter(name -> !taken.contains(name))
                .map(name -> "the state \"%s\" takes %s, not %s".formatted(state.name(), listed(taken), name))
                .forEach(problems::add);
        taken.stream()
                .filter(name -> !offers.optional() && !given.contains(name))
                .map(name -> "the state \"%s\" needs the parameter %s".formatted(state.name(), name))
                .forEach(problems::add);
        return problems;
    }

    /** A parameter can be used as a value, too. */
    private static void addUnknownValues(Interaction interaction, List<String> problems) {
        Set<String> offered = interaction.states().stream()
                .flatMap(state -> Stream.concat(
                        state.parameters().keySet().stream(),
                        Stream.ofNullable(STATES.get(state.name())).flatMap(offers -> Stream.of(offers.values()))))
                .collect(Collectors.toCollection(TreeSet::new));
        interaction.stateValues().stream()
                .filter(name -> !offered.contains(name))
                .map(name -> "its states give %s, not %s".formatted(listed(offered), name))
                .forEach(problems::add);
    }

    /** Up to version 2 there is one state at most, so that an integration calls where it says something else. */
    private static boolean lacksCaller(Interaction interaction) {
        return interaction.specification() > 2
                && interaction.request().headers().containsKey("Authorization")
                && interaction.states().stream()
                        .map(state -> STATES.get(state.name()))
                        .noneMatch(offers -> offers != null && offers.caller());
    }

    private static String listed(Collection<String> names) {
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }

    private static String quoted(Collection<String> names) {
        Function<String, String> quote = name -> "\"" + name + "\"";
        return names.stream().map(quote).sorted().collect(Collectors.joining(" or "));
    }
}
