package org.passwordresets.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Locks a directory for one process. The operating system releases the lock when the process ends, even if it crashes. The
 * file remains and tells {@code make clean-data} which process it was.
 */
final class DirectoryLock implements AutoCloseable {

    private static final String FILE_NAME = ".lock";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DirectoryLock acquire(Path directory) {
        try {
            FileChannel channel =
                    FileChannel.open(directory.resolve(FILE_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StartFailure("The data directory " + directory
                        + " is already in use by another `make run`. Stop it, or choose another directory:"
                        + " make run DATA=.data-2 PORT=8081");
            }
            writeProcessId(channel);
            return new DirectoryLock(channel);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static void writeProcessId(FileChannel channel) throws IOException {
        String processId = ProcessHandle.current().pid() + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(processId.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
