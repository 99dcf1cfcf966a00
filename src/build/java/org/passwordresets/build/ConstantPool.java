package org.passwordresets.build;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** The constant pool at the beginning of a class file: texts, and pairs of references into the pool. */
record ConstantPool(Object[] entries) {
    private record Reference(int kind, int first, int second) {}

    private static final int TEXT = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;

    static ConstantPool read(DataInputStream in) throws IOException {
        Object[] entries = new Object[in.readUnsignedShort()];
        for (int i = 1; i < entries.length; i++) {
            int kind = in.readUnsignedByte();
            entries[i] = entry(kind, in);
            // These take two entries.
            i += kind == LONG || kind == DOUBLE ? 1 : 0;
        }
        return new ConstantPool(entries);
    }

    private static Object entry(int kind, DataInputStream in) throws IOException {
        return switch (kind) {
            case TEXT -> in.readUTF();
            // Numbers; fields, methods, names with types, dynamic constants and calls.
            case 3, 4, 9, METHOD, INTERFACE_METHOD, 12, 17, 18 ->
                new Reference(kind, in.readUnsignedShort(), in.readUnsignedShort());
            case LONG, DOUBLE -> in.readLong();
            // Classes, strings, method types, modules, packages.
            case 7, 8, 16, 19, 20 -> new Reference(kind, in.readUnsignedShort(), 0);
            // A method handle.
            case 15 -> new Reference(kind, in.readUnsignedByte(), in.readUnsignedShort());
            default -> throw new IOException("Unknown constant " + kind);
        };
    }

    String text(int index) {
        return (String) entries[index];
    }

    /** The name of a class, or of a name with its type. */
    String name(int index) {
        return text(((Reference) entries[index]).first());
    }

    Set<String> calls() {
        Set<String> calls = new HashSet<>();
        for (Object entry : entries) {
            if (entry instanceof Reference call && (call.kind() == METHOD || call.kind() == INTERFACE_METHOD)) {
                calls.add(name(call.first()) + "." + name(call.second()));
            }
        }
        return calls;
    }
}
