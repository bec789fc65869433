package org.gemel.shell.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.felix.service.command.Descriptor;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.Keywords;
import org.gemel.api.config.Nearest;
import org.gemel.shell.internal.reference.Manual;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code reference}, as a Gogo command and as a command of the launcher: what keywords mean. */
@Component(
        service = {ReferenceCommand.class, ToIntFunction.class},
        property = {"gemel.command=reference", "osgi.command.scope=gemel", "osgi.command.function=reference"})
public final class ReferenceCommand implements ToIntFunction<String[]> {

    private static final String USAGE = "usage: gemel reference KEYWORD... | --write FOLDER\n";

    private static final int DONE = 0;

    /** What people know comes first. */
    private static final List<String> FIRST = List.of("keepalived", "uci", "json");

    private final Keywords keywords;
    private final Formats formats;

    @Activate
    public ReferenceCommand(@Reference Keywords keywords, @Reference Formats formats) {
        this.keywords = keywords;
        this.formats = formats;
    }

    @Override
    public int applyAsInt(String[] arguments) {
        try {
            System.out.print(run(List.of(arguments)));
            return DONE;
        } catch (CommandFailure failure) {
            System.err.print(failure.getMessage());
            return failure.exitCode();
        }
    }

    @Descriptor("what a keyword means, and how it is written in each language; --write makes a page of each block")
    public String reference(@Descriptor("[--write FOLDER] KEYWORD...") String... arguments) {
        return run(List.of(arguments)).stripTrailing();
    }

    private String run(List<String> arguments) {
        boolean write = arguments.size() == 2 && arguments.get(0).equals("--write");
        if (arguments.isEmpty() || (!write && arguments.get(0).startsWith("-"))) {
            throw new CommandFailure(Check.ERRORS, USAGE);
        }
        Manual manual = new Manual(keywords, inOrder(formats.byName()));
        return write ? write(manual, Path.of(arguments.get(1))) : tell(manual, arguments);
    }

    /** The languages as they are shown. */
    static Map<String, ConfigFormat> inOrder(Map<String, ConfigFormat> formats) {
        Map<String, ConfigFormat> ordered = new LinkedHashMap<>();
        for (String name : FIRST) {
            ConfigFormat format = formats.get(name);
            if (format != null) {
                ordered.put(name, format);
            }
        }
        formats.forEach(ordered::putIfAbsent);
        return ordered;
    }

    private static String write(Manual manual, Path folder) {
        Map<String, String> pages = manual.pages();
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, String> page : pages.entrySet()) {
                Files.writeString(folder.resolve(page.getKey()), page.getValue());
            }
        } catch (IOException e) {
            throw new CommandFailure(Commands.FAILED, "reference: cannot write into " + folder + ": " + e + "\n");
        }
        return pages.size() + " pages in " + folder + ", beginning with " + Manual.INDEX + "\n";
    }

    private String tell(Manual manual, List<String> words) {
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            String about = manual.about(word);
            if (about.isEmpty()) {
                String near = Nearest.of(
                        word,
                        keywords.blocks().stream()
                                .flatMap(block -> block.keywords().keySet().stream())
                                .toList());
                throw new CommandFailure(
                        Commands.FAILED,
                        "reference: there is no keyword " + word
                                + (near == null ? "" : "; did you mean '" + near + "'?") + "\n");
            }
            text.append(text.isEmpty() ? "" : "\n").append(about);
        }
        return text.toString();
    }
}
