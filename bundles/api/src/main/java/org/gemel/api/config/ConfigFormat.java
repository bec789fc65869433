package org.gemel.api.config;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A language in which configurations are written. Register an implementation as a service with the property
 * {@link #NAME} and every reader understands one more language. Implementations are stateless and safe for any thread.
 */
@ConsumerType
public interface ConfigFormat {

    /** Service property, a string: the format's name, such as {@code keepalived}. */
    String NAME = "config.format";

    /**
     * Whether a text looks like this format.
     *
     * @param head the first characters of the text, at most a few thousand
     * @return how sure the format is, from 0 (certainly not) to 100 (certainly); the surest format reads the file
     */
    int recognises(String head);

    /**
     * Reads a file and all that it includes. What is wrong is reported, never thrown; whatever could be understood is in
     * the tree. Time and memory are bounded whatever the input.
     *
     * @param file the file to read; a file that cannot be read is an error diagnostic
     * @param options what the text may refer to
     */
    ParsedConfig read(Path file, ReadOptions options);

    /**
     * Writes a tree so that reading the text gives an equal tree, positions apart.
     *
     * @throws InexpressibleException if the format cannot express a directive
     */
    String write(List<Directive> tree);

    /** Whether the format has comments, so that {@link #write} keeps those of the tree. */
    default boolean keepsComments() {
        return false;
    }
}
