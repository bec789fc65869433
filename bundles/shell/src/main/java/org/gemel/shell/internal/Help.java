package org.gemel.shell.internal;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Parameter;

/**
 * The page that {@code help} prints, made from the commands' own descriptions: {@link Descriptor} on a method says what the
 * command does, on a parameter how it is written, and {@link Parameter} names an option.
 */
final class Help {

    private static final String FOOTER = """

            felix:lb lists the bundles of this process; felix:start, felix:stop, felix:update and felix:install change them.
            """;

    private Help() {}

    /** All commands. */
    static String text(List<Entry> entries) {
        return lines(entries) + FOOTER;
    }

    /** Each command in a line, and what it is for indented below. */
    static String lines(List<Entry> entries) {
        StringBuilder text = new StringBuilder();
        entries.forEach(entry -> text.append(entry.usage)
                .append("\n    ")
                .append(entry.description)
                .append('\n'));
        return text.toString();
    }

    /**
     * The commands that a class has, the forms of one together.
     *
     * @param functions what Gogo calls them; a {@link Function} has one, whatever it is called, others a method for each
     */
    static List<Entry> entries(Class<?> commands, Collection<String> functions) {
        boolean single = Function.class.isAssignableFrom(commands);
        return Arrays.stream(commands.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Descriptor.class))
                .filter(method -> single || functions.contains(method.getName()))
                .sorted(Comparator.comparing(Method::getName).thenComparing(Method::getParameterCount))
                .map(method -> new Entry(
                        usage(single ? functions.iterator().next() : method.getName(), method),
                        method.getAnnotation(Descriptor.class).value()))
                .toList();
    }

    private static String usage(String name, Method method) {
        StringBuilder usage = new StringBuilder(name);
        for (Annotation[] annotations : method.getParameterAnnotations()) {
            String parameter = parameter(List.of(annotations));
            usage.append(parameter.isEmpty() ? "" : " ").append(parameter);
        }
        return usage.toString();
    }

    private static String parameter(List<Annotation> annotations) {
        String name = "";
        String option = "";
        for (Annotation annotation : annotations) {
            if (annotation instanceof Parameter parameter) {
                String[] names = parameter.names();
                option = names[names.length - 1] + (takesValue(parameter) ? " " : "");
            }
            if (annotation instanceof Descriptor descriptor) {
                name = descriptor.value();
            }
        }
        if (option.isEmpty()) {
            return name;
        }
        return "[" + option + (option.endsWith(" ") ? valueName(name) : "") + "]";
    }

    /** What stands before the colon of an option's description. */
    private static String valueName(String description) {
        int colon = description.indexOf(':');
        return colon < 0 ? "VALUE" : description.substring(0, colon);
    }

    private static boolean takesValue(Parameter parameter) {
        return parameter.presentValue().equals(Parameter.UNSPECIFIED);
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
