package org.gemel.api.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration text may refer to besides itself.
 *
 * @param configId the identity that {@code @id} lines are compared with, by default the short host name
 * @param instance the name of this appliance among several on one host; may be empty
 * @param environment the environment variables that the text may ask for
 * @param format the name of the format that reads the text, whatever it looks like; null for the one that recognises it
 * @param comments whether the tree shall have the text's comments; they cost memory and mean nothing
 */
public record ReadOptions(
        String configId,
        String instance,
        Map<String, String> environment,
        @Nullable String format,
        boolean comments) {

    public ReadOptions {
        environment = Map.copyOf(environment);
    }

    /** With the format that recognises the text, without comments. */
    public ReadOptions(String configId, String instance, Map<String, String> environment) {
        this(configId, instance, environment, null);
    }

    /** Without comments. */
    public ReadOptions(String configId, String instance, Map<String, String> environment, @Nullable String format) {
        this(configId, instance, environment, format, false);
    }

    /** The same but for the identity. */
    public ReadOptions withConfigId(String other) {
        return new ReadOptions(other, instance, environment, format, comments);
    }

    /** The same but for the format, null for the one that recognises the text. */
    public ReadOptions withFormat(@Nullable String other) {
        return new ReadOptions(configId, instance, environment, other, comments);
    }

    /** The same, with the text's comments. */
    public ReadOptions withComments() {
        return new ReadOptions(configId, instance, environment, format, true);
    }

    /**
     * The options of this process on this host.
     *
     * @param configId the identity, or null for the host's name up to its first dot
     * @param instance the name of this appliance, or null for none
     */
    public static ReadOptions ofThisHost(@Nullable String configId, @Nullable String instance) {
        return new ReadOptions(
                configId == null ? shortHostName() : configId, instance == null ? "" : instance, System.getenv());
    }

    /** Asked of the kernel and not of a resolver, which may be slow or say something else. */
    private static String shortHostName() {
        try {
            String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
            int dot = name.indexOf('.');
            return dot < 0 ? name : name.substring(0, dot);
        } catch (IOException notLinux) {
            return "localhost";
        }
    }
}
