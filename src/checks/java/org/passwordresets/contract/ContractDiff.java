package org.passwordresets.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.passwordresets.pact.Pacts;

/**
 * What `make diff` runs: compares the contract with an earlier state of it, and fails where {@code info.version} has not
 * risen as semantic versioning demands.
 */
public final class ContractDiff {
    private static final String ROOT = "openapi.yaml";
    private static final int SHOWN_OPERATIONS = 5;

    private final Git git;
    private final Path directory;
    private final Pacts pacts;
    private final PrintStream out;

    /** An earlier state of the contract, and what to call it. */
    private record Base(String name, JsonNode contract) {}

    ContractDiff(Path project, PrintStream out) {
        this.git = new Git(project);
        this.directory = project.resolve("openapi");
        this.pacts = Pacts.in(project.resolve("pact"));
        this.out = out;
    }

    public static void main(String[] arguments) {
        String base = arguments.length == 0 ? "" : arguments[0];
        System.exit(new ContractDiff(Path.of(""), System.out).run(base) ? 0 : 1);
    }

    /** Whether all is well; the base is a revision, a file, or empty for the default. */
    boolean run(String base) {
        try {
            JsonNode contract = read(directory);
            List<Base> bases = base.isBlank() ? defaultBases(version(contract)) : List.of(named(base));
            return bases.stream().map(each -> judge(each, contract)).reduce(true, Boolean::logicalAnd);
        } catch (ContractException failure) {
            out.println(failure.getMessage());
            return false;
        }
    }

    private Base named(String base) {
        Path path = git.project().resolve(base);
        if (Files.isDirectory(path)) {
            return new Base(base, read(path));
        }
        if (Files.isRegularFile(path)) {
            return new Base(
                    base,
                    new ContractFiles(file -> Files.newInputStream(path.resolveSibling(file)))
                            .read(path.getFileName().toString()));
        }
        if (git.run("rev-parse", "--verify", "--quiet", base + "^{commit}").isEmpty()) {
            throw new ContractException("BASE is neither a revision nor a file: " + base);
        }
        return at(base);
    }

    /**
     * The last release; without one, the commit that gave the contract its version. Where it has that version still, the
     * version before is compared too: the rise must be enough for all that came with it.
     */
    private List<Base> defaultBases(String version) {
        if (git.run("rev-parse", "--is-inside-work-tree").isEmpty()) {
            return skipped("this is not a git repository");
        }
        Optional<String> release =
                git.run("describe", "--tags", "--abbrev=0", "--match", "v[0-9]*", "--match", "[0-9]*");
        if (release.isPresent()) {
            return List.of(at(release.get()));
        }
        if (git.run("rev-parse", "--is-shallow-repository")
                .filter("true"::equals)
                .isPresent()) {
            return skipped(
                    "this clone is shallow and has no release tag, so there is no earlier contract to compare with");
        }
        List<String> rises = git.run("log", "--format=%h", "-G^  version:", "--", "openapi/" + ROOT)
                .map(lines -> lines.lines().toList())
                .orElse(List.of());
        if (rises.isEmpty()) {
            return skipped("no commit has a contract yet");
        }
        Base last = at(rises.get(0));
        boolean isPending = !version(last.contract()).equals(version);
        return isPending || rises.size() == 1 ? List.of(last) : List.of(last, at(rises.get(1)));
    }

    private List<Base> skipped(String reason) {
        out.println("diff skipped: " + reason);
        return List.of();
    }

    private Base at(String revision) {
        return new Base(revision, new ContractFiles(file -> git.show(revision, "openapi/" + file)).read(ROOT));
    }

    private static JsonNode read(Path directory) {
        return new ContractFiles(file -> Files.newInputStream(directory.resolve(file))).read(ROOT);
    }

    private boolean judge(Base base, JsonNode contract) {
        ContractDifference difference = ContractDifference.between(base.contract(), contract);
        String before = version(base.contract());
        String now = version(contract);
        VersionStep demanded = difference.demandedStep();
        out.printf("The contract, %s, since %s (%s): %s%n", now, before, base.name(), summary(demanded));
        BrokenConsumers broken = new BrokenConsumers(base.contract(), pacts);
        print("breaking", difference.breaking(), broken::of);
        print("new", difference.additions(), change -> Set.of());
        if (VersionStep.between(before, now).compareTo(demanded) >= 0) {
            return true;
        }
        out.printf(
                "openapi/%s: info.version is %s, but what has changed since %s demands %s (%s)%n",
                ROOT, now, before, demanded.after(before), reason(demanded));
        return false;
    }

    private static String version(JsonNode contract) {
        return contract.path("info").path("version").asText();
    }

    private static String summary(VersionStep demanded) {
        return switch (demanded) {
            case NONE -> "nothing has changed";
            case PATCH -> "only words have changed";
            case MINOR -> "there are additions, and nothing breaks";
            case MAJOR -> "there are breaking changes";
        };
    }

    private static String reason(VersionStep demanded) {
        return switch (demanded) {
            case NONE, PATCH -> "any change at all: a patch";
            case MINOR -> "additions: a minor version";
            case MAJOR -> "breaking changes: a major version";
        };
    }

    /** Each change once, with all the operations that it is seen in. */
    private void print(String title, List<String> changes, Function<String, Set<String>> consumers) {
        Map<String, TreeSet<String>> operations = new TreeMap<>();
        Map<String, TreeSet<String>> broken = new TreeMap<>();
        for (String change : changes) {
            int colon = change.indexOf(": ");
            String what = colon < 0 ? change : change.substring(colon + 2);
            operations.computeIfAbsent(what, key -> new TreeSet<>()).add(colon < 0 ? "" : change.substring(0, colon));
            broken.computeIfAbsent(what, key -> new TreeSet<>()).addAll(consumers.apply(change));
        }
        operations.forEach((change, names) -> {
            out.printf("  %-8s  %s%n", title, change);
            names.stream()
                    .filter(name -> !name.isEmpty())
                    .limit(SHOWN_OPERATIONS)
                    .forEach(name -> out.printf("            - %s%n", name));
            if (names.size() > SHOWN_OPERATIONS) {
                out.printf("            - and %d more operations%n", names.size() - SHOWN_OPERATIONS);
            }
            if (title.equals("breaking") && !pacts.interactions().isEmpty()) {
                out.printf("            %s%n", breaks(broken.get(change)));
            }
        });
    }

    private static String breaks(Set<String> consumers) {
        return consumers.isEmpty() ? "no consumer here relies on it" : "breaks: " + String.join(", ", consumers);
    }

    /** The history of the contract. */
    private record Git(Path project) {
        /** What a command prints, where it succeeds. */
        Optional<String> run(String... arguments) {
            try {
                return Optional.of(new String(output(arguments)).strip());
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        InputStream show(String revision, String file) throws IOException {
            try {
                return new ByteArrayInputStream(output("show", revision + ":" + file));
            } catch (IOException e) {
                throw new FileNotFoundException("not in " + revision);
            }
        }

        private byte[] output(String... arguments) throws IOException {
            List<String> command = new java.util.ArrayList<>(List.of("git"));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command)
                    .directory(project.toAbsolutePath().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            byte[] output = process.getInputStream().readAllBytes();
            try {
                if (process.waitFor() != 0) {
                    throw new IOException("git " + String.join(" ", arguments) + " failed");
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return output;
        }
    }
}
