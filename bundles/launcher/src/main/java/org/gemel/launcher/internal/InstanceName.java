package org.gemel.launcher.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a keepalived.conf, or the same as JSON, calls itself among several on one host. The run directory hangs on it, and is needed before there
 * is anybody who could read the file properly; so only what stands plainly at the top of the file itself is seen here. What
 * is not seen is asked for when the appliance has read the file.
 *
 * @param instance its {@code instance}
 * @param namespace its {@code net_namespace}, which tells it from others where it has no other name
 */
record InstanceName(Optional<String> instance, Optional<String> namespace) {

    static final InstanceName NONE = new InstanceName(Optional.empty(), Optional.empty());

    /** They become part of a path. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

    private static final Pattern STATEMENT =
            Pattern.compile("\\s*(instance|net_namespace)\\s+\"?([^\\s\"]+)\"?\\s*(?:[#!].*)?");

    private static final Pattern JSON_STATEMENT =
            Pattern.compile("\\s*[{,]?\\s*\"(instance|net_namespace)\"\\s*:\\s*\"([^\\s\"\\\\]+)\"\\s*,?\\s*}?\\s*");

    private static final int MOST_LINES = 100_000;

    /** What a file says; nothing if it cannot be read, which somebody else will tell. */
    static InstanceName of(Path file) {
        if (!Files.isRegularFile(file)) {
            return NONE;
        }
        Optional<String> instance = Optional.empty();
        Optional<String> namespace = Optional.empty();
        int depth = 0;
        boolean json = false;
        // In this encoding any bytes are a text.
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String line = reader.readLine();
            for (int count = 0; line != null && count < MOST_LINES; count++, line = reader.readLine()) {
                json |= count == 0 && line.stripLeading().startsWith("{");
                Matcher statement = (json ? JSON_STATEMENT : STATEMENT).matcher(line);
                if (depth == (json && count > 0 ? 1 : 0) && statement.matches()) {
                    Optional<String> name = named(statement.group(2));
                    instance = statement.group(1).equals("instance") ? name : instance;
                    namespace = statement.group(1).equals("net_namespace") ? name : namespace;
                }
                depth = Math.max(0, depth + braces(line));
            }
        } catch (IOException unreadable) {
            return NONE;
        }
        return new InstanceName(instance, namespace);
    }

    /** The name if it can be part of a path. */
    static Optional<String> named(String name) {
        return NAME.matcher(name).matches() ? Optional.of(name) : Optional.empty();
    }

    private static int braces(String line) {
        int depth = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '#' || c == '!') {
                return depth;
            }
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        return depth;
    }
}
