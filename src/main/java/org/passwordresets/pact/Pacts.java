package org.passwordresets.pact;

import com.fasterxml.jackson.core.JsonProcessingException;
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

/**
 * All pacts, in the order of their file names.
 *
 * @param interactions the interactions over HTTP
 * @param messages the messages from a queue, which nothing verifies
 */
public record Pacts(List<Interaction> interactions, List<Message> messages) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PACKAGED = "/contract/pacts";

    /** The pacts in the jar or beside the classes. */
    public static Pacts packaged() {
        URL directory = Pacts.class.getResource(PACKAGED);
        if (directory == null) {
            return of(List.of());
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

    /**
     * The pacts in a directory; none if there is no such directory.
     *
     * @throws UncheckedIOException with the name of a file that is not a pact
     */
    public static Pacts in(Path directory) {
        if (!Files.isDirectory(directory)) {
            return of(List.of());
        }
        return of(documents(directory));
    }

    /** The interactions and messages of these documents. */
    static Pacts of(List<PactDocument> documents) {
        return new Pacts(
                documents.stream()
                        .flatMap(document -> document.interactions().stream())
                        .toList(),
                documents.stream()
                        .flatMap(document -> document.messages().stream())
                        .toList());
    }

    private static List<PactDocument> documents(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Pacts::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PactDocument read(Path file) {
        try (var content = Files.newInputStream(file)) {
            PactDocument document = new PactDocument(JSON.readTree(content));
            if (document.consumer().isEmpty()) {
                throw new IOException("it names no consumer");
            }
            return document;
        } catch (JsonProcessingException e) {
            String place = "line %d, column %d: "
                    .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
            String reason = e.getOriginalMessage().replaceFirst(" \\(start marker .*", "");
            throw new UncheckedIOException(file + " is not a pact: " + place + reason, e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is not a pact: " + e.getMessage(), e);
        }
    }

    /** The names of the consumers, in alphabetical order. */
    public List<String> consumers() {
        return Stream.concat(
                        interactions.stream().map(Interaction::consumer),
                        messages.stream().map(Message::consumer))
                .distinct()
                .sorted()
                .toList();
    }
}
