package org.passwordresets.admin;

import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Supplier;

/** Types commands of administrators. */
final class Admin {
    private final Supplier<ApplicationContext> beans;

    Admin(Supplier<ApplicationContext> beans) {
        this.beans = beans;
    }

    record Result(int code, String output, String errors) {}

    Result run(String... arguments) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        int code = new AdminCommand(new PrintWriter(output, true), new PrintWriter(errors, true), beans).run(arguments);
        return new Result(code, output.toString(), errors.toString());
    }
}
