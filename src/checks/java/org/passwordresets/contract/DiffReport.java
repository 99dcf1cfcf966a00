package org.passwordresets.contract;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Prints each change once, with the affected operations and the consumers that it breaks. */
record DiffReport(PrintStream out, BrokenConsumers broken) {
    private static final int SHOWN_OPERATIONS = 5;

    void print(ContractDifference difference) {
        print("breaking", difference.of(Verdict.MAJOR));
        print("new", difference.of(Verdict.MINOR));
        print("unjudged", difference.of(Verdict.NOT_JUDGED));
    }

    private void print(String title, List<Change> changes) {
        Map<String, Set<String>> operations = byText(changes, Change::seenIn);
        Map<String, Set<String>> consumers = byText(changes, broken::of);
        operations.forEach((change, names) -> {
            out.printf("  %-8s  %s%n", title, change);
            names.stream().limit(SHOWN_OPERATIONS).forEach(name -> out.printf("            - %s%n", name));
            if (names.size() > SHOWN_OPERATIONS) {
                out.printf("            - and %d more operations%n", names.size() - SHOWN_OPERATIONS);
            }
            if (title.equals("breaking") && broken.areKnown()) {
                out.printf("            %s%n", breaks(consumers.get(change)));
            }
        });
    }

    private static Map<String, Set<String>> byText(List<Change> changes, Function<Change, Set<String>> names) {
        Map<String, Set<String>> byText = new TreeMap<>();
        changes.forEach(change ->
                byText.computeIfAbsent(change.text(), key -> new TreeSet<>()).addAll(names.apply(change)));
        return byText;
    }

    private static String breaks(Set<String> consumers) {
        return consumers.isEmpty() ? "no consumer here relies on it" : "breaks: " + String.join(", ", consumers);
    }
}
