package org.passwordresets.contract;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Earlier states of a project, from git.
 *
 * @param project the root of the repository
 */
record History(Path project) {
    /** The output of a git command, if it succeeds. */
    Optional<String> ask(String... arguments) {
        try {
            Process process = start(arguments);
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(output.strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The files of one revision, all read through one git process. */
    Files at(String revision) throws IOException {
        return new Files(revision, start("cat-file", "--batch"));
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(project.toAbsolutePath().toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The files of one revision. */
    static final class Files implements AutoCloseable {
        private final String revision;
        private final Process process;
        private final DataInputStream responses;

        private Files(String revision, Process process) {
            this.revision = revision;
            this.process = process;
            this.responses = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        }

        /** @param file its path from the root of the repository */
        InputStream open(String file) throws IOException {
            process.getOutputStream().write((revision + ":" + file + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            String[] found = line().split(" ");
            if (!found[found.length - 2].equals("blob")) {
                throw new FileNotFoundException("not in " + revision);
            }
            byte[] content = responses.readNBytes(Integer.parseInt(found[found.length - 1]));
            responses.readByte();
            return new ByteArrayInputStream(content);
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = responses.read(); next != '\n'; next = responses.read()) {
                if (next < 0) {
                    throw new IOException("git stopped while reading " + revision);
                }
                line.append((char) next);
            }
            return line.toString();
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
