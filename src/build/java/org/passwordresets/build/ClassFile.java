package org.passwordresets.build;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The declarations and calls in a compiled class, read without loading it. Names are the JVM's, such as {@code
 * java/util/Map$Entry}.
 *
 * @param methods the names of its methods, without those that the compiler adds
 * @param calls the methods that it calls, such as {@code java/util/Map.get}
 */
record ClassFile(String name, Set<String> interfaces, Set<String> methods, Set<String> calls) {
    private static final int SYNTHETIC = 0x1000;

    static ClassFile read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            // The magic number and the version.
            in.skipBytes(8);
            return read(in, ConstantPool.read(in));
        }
    }

    private static ClassFile read(DataInputStream in, ConstantPool constants) throws IOException {
        in.skipBytes(2);
        String name = constants.name(in.readUnsignedShort());
        in.skipBytes(2);
        Set<String> interfaces = new HashSet<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            interfaces.add(constants.name(in.readUnsignedShort()));
        }
        members(in, constants);
        return new ClassFile(name, interfaces, members(in, constants), constants.calls());
    }

    private static Set<String> members(DataInputStream in, ConstantPool constants) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            boolean isOurs = (in.readUnsignedShort() & SYNTHETIC) == 0;
            String name = constants.text(in.readUnsignedShort());
            in.skipBytes(2);
            for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                in.skipBytes(2);
                in.skipNBytes(in.readInt());
            }
            if (isOurs && !name.startsWith("<")) {
                names.add(name);
            }
        }
        return names;
    }
}
