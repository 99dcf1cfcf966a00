package org.passwordresets.pact;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.passwordresets.contract.ContractBundle;
import org.passwordresets.contract.ContractException;

/** Run by {@code make pact-report}: prints how much of the contract consumers use, and which attributes they do not use. */
public final class UsageReport {
    private final List<Part> parts;
    private final Pacts pacts;

    private UsageReport(Path contract, Path pacts) {
        this.pacts = Pacts.in(pacts);
        this.parts =
                Usage.of(ContractBundle.in(contract).resolved(), this.pacts).parts();
    }

    /** @param arguments the directory of the contract, that of the pacts, and the page to link to */
    public static void main(String[] arguments) {
        try {
            UsageReport report = new UsageReport(Path.of(arguments[0]), Path.of(arguments[1]));
            System.out.print(report.text());
            System.out.println("Who uses what: " + arguments[2]);
        } catch (ContractException mistake) {
            System.err.println(arguments[0] + "/" + mistake.getMessage());
            System.exit(1);
        }
    }

    private String text() {
        String consumers = pacts.interactions().stream()
                .map(Interaction::consumer)
                .distinct()
                .collect(Collectors.joining(", "));
        StringBuilder text = new StringBuilder(count(pacts.interactions(), "interaction"))
                .append(consumers.isEmpty() ? "" : " of " + consumers)
                .append('\n');
        if (!pacts.messages().isEmpty()) {
            text.append(count(pacts.messages(), "message")).append(" not verified here, and not counted below:\n");
            pacts.messages()
                    .forEach(message -> text.append("  ").append(message).append('\n'));
        }
        for (Part.Kind kind : Part.Kind.values()) {
            List<Part> all = parts.stream().filter(part -> part.kind() == kind).toList();
            text.append("  %-24s %3d of %3d used%n"
                    .formatted(kind.title(), all.stream().filter(Part::isUsed).count(), all.size()));
        }
        text.append("No consumer relies on these:%n".formatted());
        for (Part.Kind kind : List.of(Part.Kind.READ, Part.Kind.WRITTEN)) {
            free(kind).forEach((owner, names) -> text.append("  %s of %s: %s%n".formatted(kind.title(), owner, names)));
        }
        return text.toString();
    }

    private static String count(List<?> things, String name) {
        return things.size() + " " + name + (things.size() == 1 ? "" : "s");
    }

    private Map<String, String> free(Part.Kind kind) {
        return parts.stream()
                .filter(part -> part.kind() == kind && !part.isUsed())
                .collect(Collectors.groupingBy(
                        Part::owner, LinkedHashMap::new, Collectors.mapping(Part::name, Collectors.joining(", "))));
    }
}
