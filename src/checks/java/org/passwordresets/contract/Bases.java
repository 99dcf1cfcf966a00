package org.passwordresets.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The earlier states of the contract to compare with.
 *
 * @param out where to print why there is none
 */
record Bases(History history, PrintStream out) {
    /** The file of the contract that refers to all others. */
    private static final String ROOT = ContractFiles.ROOT;

    /** An earlier state of the contract, with its name for the report. */
    record Base(String name, JsonNode contract) {}

    /** @param base a revision, a file or a directory */
    Base named(String base) {
        Path path = history.project().resolve(base);
        if (Files.isDirectory(path)) {
            return new Base(base, in(path));
        }
        if (Files.isRegularFile(path)) {
            return new Base(
                    base,
                    ContractFiles.in(path.toAbsolutePath().getParent())
                            .read(path.getFileName().toString()));
        }
        if (history.ask("rev-parse", "--verify", "--quiet", base + "^{commit}").isEmpty()) {
            throw new ContractException("BASE is neither a revision nor a file: " + base);
        }
        return at(base);
    }

    /**
     * The last release; without one, the commit that introduced the contract's version. If the version has not changed since,
     * the version before is compared too: the step must cover all changes since then.
     */
    List<Base> byDefault(String version) {
        Optional<String> isShallow = history.ask("rev-parse", "--is-shallow-repository");
        if (isShallow.isEmpty()) {
            return skipped("this is not a git repository");
        }
        Optional<String> release =
                history.ask("describe", "--tags", "--abbrev=0", "--match", "v[0-9]*", "--match", "[0-9]*");
        if (release.isPresent()) {
            return List.of(at(release.get()));
        }
        if (isShallow.get().equals("true")) {
            return skipped(
                    "this clone is shallow and has no release tag, so there is no earlier contract to compare with");
        }
        List<String> rises = history.ask("log", "--format=%h", "-G^  version:", "--", "openapi/" + ROOT)
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
        try (History.Files files = history.at(revision)) {
            return new Base(revision, new ContractFiles(file -> files.open("openapi/" + file)).read(ROOT));
        } catch (ContractException e) {
            throw new ContractException(revision + ":openapi/" + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The contract in a directory, with a well-formed version. */
    static JsonNode in(Path directory) {
        ContractFiles files = ContractFiles.in(directory);
        files.refuseOtherVersions();
        JsonNode contract = files.read(ROOT);
        if (!VersionStep.isVersion(version(contract))) {
            String place = files.placeAt(ROOT, JsonPointer.compile("/info/version"));
            throw new ContractException(place + ": info.version must have the form 1.2.3, not " + version(contract));
        }
        return contract;
    }

    static String version(JsonNode contract) {
        return contract.path("info").path("version").asText();
    }
}
