package org.passwordresets.build;

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Generates Java from the contract with the Maven plugin's own generator. It stays loaded, so that later runs are faster than
 * Maven.
 */
final class Generator {
    private static final String SETTINGS = "openapi/templates/generator.yaml";
    /** The parts to generate; the pom contains the same settings for the Maven plugin. */
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
        // The generator logs much that is not an error in the contract.
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        this.loader = ClassPaths.load(libraries);
    }

    /**
     * Generates Java into a folder.
     *
     * @param contract the contract as one document
     */
    void generate(Path contract, Path folder) throws BuildFailure {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        PrintStream output = System.out;
        thread.setContextClassLoader(loader);
        // The generator asks for donations at each run.
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        try {
            run(contract, folder);
        } catch (InvocationTargetException failure) {
            throw new BuildFailure("openapi: " + rootCause(failure).getMessage());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } finally {
            System.setOut(output);
            thread.setContextClassLoader(before);
        }
    }

    private void run(Path contract, Path folder) throws ReflectiveOperationException {
        Class<?> configurator = loader.loadClass("org.openapitools.codegen.config.CodegenConfigurator");
        Class<?> modules =
                loader.loadClass("com.fasterxml.jackson.databind.Module").arrayType();
        Object settings = configurator
                .getMethod("fromFile", String.class, modules)
                .invoke(null, SETTINGS, Array.newInstance(modules.componentType(), 0));
        configurator.getMethod("setInputSpec", String.class).invoke(settings, contract.toString());
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
