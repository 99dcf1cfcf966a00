package org.passwordresets.pact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All interactions of all pacts, in the order of the files' names. */
public record Pacts(List<Interaction> interactions) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PACKAGED = "/contract/pacts";
    private static final String HTTP = "Synchronous/HTTP";

    /** Those that travel in the jar, or lie beside the classes. */
    public static Pacts packaged() {
        URL directory = Pacts.class.getResource(PACKAGED);
        if (directory == null) {
            return new Pacts(List.of());
        }
        try {
            return directory.openConnection() instanceof JarURLConnection jar
                    ? inJar(Path.of(jar.getJarFileURL().toURI()))
                    : in(Path.of(directory.toURI()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Pacts inJar(Path jar) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            return in(files.getPath(PACKAGED));
        }
    }

    /** Those in a directory; none where there is no such directory. */
    public static Pacts in(Path directory) {
        if (!Files.isDirectory(directory)) {
            return new Pacts(List.of());
        }
        try (Stream<Path> files = Files.list(directory)) {
            return new Pacts(files.filter(Pacts::isPact)
                    .sorted()
                    .flatMap(file -> interactions(file).stream())
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPact(Path file) {
        return file.toString().endsWith(".json");
    }

    private static List<Interaction> interactions(Path file) {
        try (var content = Files.newInputStream(file)) {
            return interactions(JSON.readTree(content));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is not a pact: " + e.getMessage(), e);
        }
    }

    /** What goes over a queue has no place in this contract. */
    static List<Interaction> interactions(JsonNode pact) {
        String consumer = pact.path("consumer").path("name").asText();
        return pact.path("interactions")
                .valueStream()
                .filter(interaction -> interaction.path("type").asText(HTTP).equals(HTTP))
                .map(interaction -> Interaction.of(consumer, interaction))
                .toList();
    }

    /** The consumers' names, in alphabetical order. */
    public List<String> consumers() {
        return interactions.stream()
                .map(Interaction::consumer)
                .distinct()
                .sorted()
                .toList();
    }
}
