package org.passwordresets.pact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
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
    private static final String SUFFIX = ".json";

    /** The pacts in the jar or beside the classes. */
    public static Pacts packaged() {
        URL directory = Pacts.class.getResource(PACKAGED);
        if (directory == null) {
            return of(List.of());
        }
        try {
            return directory.openConnection() instanceof JarURLConnection jar
                    ? inJar(jar.getJarFile())
                    : in(Path.of(directory.toURI()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads them from the open jar: a build may have replaced its file. */
    private static Pacts inJar(JarFile jar) {
        return of(jar.stream()
                .filter(entry -> entry.getName().startsWith(PACKAGED.substring(1) + "/")
                        && entry.getName().endsWith(SUFFIX))
                .sorted(Comparator.comparing(JarEntry::getName))
                .map(entry -> read(entry.getName(), () -> jar.getInputStream(entry)))
                .toList());
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
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .map(file -> read(file.toString(), () -> Files.newInputStream(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Opener {
        InputStream open() throws IOException;
    }

    private static PactDocument read(String file, Opener opener) {
        try (InputStream content = opener.open()) {
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
