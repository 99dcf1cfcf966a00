package org.passwordresets.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The programs to build, with their sources. */
public enum Program {
    /** The server with the demo around it. */
    SERVER {
        @Override
        List<Path> sources(Path generated) throws IOException {
            List<Path> sources = new ArrayList<>();
            for (Path folder : List.of(MAIN, DEMO, TOOLS, generated)) {
                sources.addAll(Folders.files(folder, JAVA));
            }
            return sources;
        }
    },
    /**
     * The stub, the docs and what both need: no package of a resource, and no database. Of the other packages, only the
     * configuration records, which the docs describe.
     */
    STUB {
        @Override
        List<Path> sources(Path generated) throws IOException {
            List<Path> sources = new ArrayList<>();
            for (Path source : Folders.files(ROOT, JAVA)) {
                if (source.getParent().equals(ROOT)
                        || STUB_ROOMS.contains(room(source))
                        || source.toString().endsWith("Configuration.java")) {
                    sources.add(source);
                }
            }
            sources.addAll(Folders.files(generated.resolve("src/gen/java/org/passwordresets/generated/model"), JAVA));
            return sources;
        }
    };

    private static final String JAVA = ".java";
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path DEMO = Path.of("src/demo/java");
    private static final Path TOOLS = Path.of("src/build/java");
    private static final Path ROOT = MAIN.resolve("org/passwordresets");

    /**
     * The stub's packages, besides the root package and the generated documents. ArchitectureTest checks that they need no
     * others.
     */
    public static final Set<String> STUB_ROOMS = Set.of(
            "auth",
            "contract",
            "docs",
            "document",
            "error",
            "filter",
            "html",
            "http",
            "json",
            "jsonapi",
            "limit",
            "key",
            "network",
            "pact",
            "policy",
            "query",
            "resource",
            "stub");

    abstract List<Path> sources(Path generated) throws IOException;

    private static String room(Path source) {
        return ROOT.relativize(source).getName(0).toString();
    }
}
