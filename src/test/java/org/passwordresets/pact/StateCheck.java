package org.passwordresets.pact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passwordresets.stub.state.ProviderState;

/** Whether there are the states that an interaction names, and whether they take and give what it says. */
final class StateCheck {
    private StateCheck() {}

    /** What is wrong, a sentence for each; none where all is well. */
    static List<String> problems(Interaction interaction) {
        List<String> problems = new ArrayList<>();
        interaction.states().forEach(state -> problems.addAll(problems(state)));
        addUnknownValues(interaction, problems);
        if (lacksCaller(interaction)) {
            problems.add("it sends an access token, and no state says whose: %s"
                    .formatted(quoted(Stream.of(ProviderState.values())
                            .filter(ProviderState::isOfCaller)
                            .map(ProviderState::text)
                            .toList())));
        }
        return problems;
    }

    private static List<String> problems(State state) {
        return ProviderState.of(state.name())
                .map(known -> known.problems(state.parameters().keySet()))
                .orElseGet(() -> List.of(
                        "there is no state \"%s\": pact/README.md lists those that there are".formatted(state.name())));
    }

    /** A parameter can be used as a value, too. */
    private static void addUnknownValues(Interaction interaction, List<String> problems) {
        Set<String> offered = interaction.states().stream()
                .flatMap(state -> Stream.concat(
                        state.parameters().keySet().stream(),
                        ProviderState.of(state.name()).stream().flatMap(known -> known.valueNames().stream())))
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
                        .flatMap(state -> ProviderState.of(state.name()).stream())
                        .noneMatch(ProviderState::isOfCaller);
    }

    private static String listed(Collection<String> names) {
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }

    private static String quoted(Collection<String> names) {
        Function<String, String> quote = name -> "\"" + name + "\"";
        return names.stream().map(quote).sorted().collect(Collectors.joining(" or "));
    }
}
