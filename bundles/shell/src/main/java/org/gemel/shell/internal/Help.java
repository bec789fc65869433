package org.gemel.shell.internal;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;

/** The page that {@code help} prints, made from the commands' own descriptions. */
final class Help {

    private static final String FOOTER = """

            lb lists the bundles of this process; felix:start, felix:stop, felix:update and felix:install change them.
            """;

    private Help() {}

    /** A line for each command. */
    static String text() {
        Columns columns = new Columns();
        entries().forEach(entry -> columns.row(entry.usage, entry.description));
        return columns.text("") + FOOTER;
    }

    /** The commands, by name, one with several forms several times. */
    static List<Entry> entries() {
        return Stream.of(GogoCommands.class, CheckCommand.class)
                .flatMap(commands -> Arrays.stream(commands.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Descriptor.class))
                .sorted(Comparator.comparing(Method::getName).thenComparing(Method::getParameterCount))
                .map(method -> new Entry(
                        usage(method), method.getAnnotation(Descriptor.class).value()))
                .toList();
    }

    private static String usage(Method method) {
        StringBuilder usage = new StringBuilder(method.getName());
        for (Annotation[] annotations : method.getParameterAnnotations()) {
            usage.append(' ').append(parameter(List.of(annotations)));
        }
        return usage.toString();
    }

    private static String parameter(List<Annotation> annotations) {
        String name = "";
        for (Annotation annotation : annotations) {
            if (annotation instanceof Parameter option) {
                String[] names = option.names();
                return "[" + names[names.length - 1] + "]";
            }
            if (annotation instanceof Descriptor descriptor) {
                name = descriptor.value();
            }
        }
        return name;
    }

    /**
     * A command.
     *
     * @param usage its name and what may follow it, such as {@code show [--json] NAME}
     * @param description what it tells or does
     */
    record Entry(String usage, String description) {

        boolean isOf(String command) {
            return usage.equals(command) || usage.startsWith(command + " ");
        }
    }
}
