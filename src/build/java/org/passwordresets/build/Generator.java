package org.passwordresets.build;

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes Java from the contract as Maven does, and faster after the first time: by the plugin's own generator, kept loaded. */
final class Generator {
    private static final String SETTINGS = "openapi/templates/generator.yaml";
    /** What is generated; the Maven plugin wants the same to be said in the pom. */
    private static final Map<String, String> PARTS = Map.of(
            "apis",
            "",
            "models",
            "",
            "apiTests",
            "false",
            "modelTests",
            "false",
            "apiDocs",
            "false",
            "modelDocs",
            "false");

    private final ClassLoader loader;

    Generator(List<Path> libraries) {
        // It logs much that is no fault of the contract.
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        this.loader = ClassPaths.load(libraries);
    }

    void generate(Path folder) throws BuildFailure {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        PrintStream output = System.out;
        thread.setContextClassLoader(loader);
        // It asks for donations on each run.
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        try {
            run(folder);
        } catch (InvocationTargetException failure) {
            throw new BuildFailure("openapi: " + rootCause(failure).getMessage());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } finally {
            System.setOut(output);
            thread.setContextClassLoader(before);
        }
    }

    private void run(Path folder) throws ReflectiveOperationException {
        Class<?> configurator = loader.loadClass("org.openapitools.codegen.config.CodegenConfigurator");
        Class<?> modules =
                loader.loadClass("com.fasterxml.jackson.databind.Module").arrayType();
        Object settings = configurator
                .getMethod("fromFile", String.class, modules)
                .invoke(null, SETTINGS, Array.newInstance(modules.componentType(), 0));
        configurator.getMethod("setOutputDir", String.class).invoke(settings, folder.toString());
        Method set = loader.loadClass("org.openapitools.codegen.config.GlobalSettings")
                .getMethod("setProperty", String.class, String.class);
        for (Map.Entry<String, String> part : PARTS.entrySet()) {
            set.invoke(null, part.getKey(), part.getValue());
        }
        Object input = configurator.getMethod("toClientOptInput").invoke(settings);
        Class<?> generator = loader.loadClass("org.openapitools.codegen.DefaultGenerator");
        Object run = generator
                .getMethod("opts", input.getClass())
                .invoke(generator.getConstructor(Boolean.class).newInstance(false), input);
        generator.getMethod("generate").invoke(run);
    }

    private static Throwable rootCause(Throwable failure) {
        return failure.getCause() == null ? failure : rootCause(failure.getCause());
    }
}
