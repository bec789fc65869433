package org.gemel.config.json.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Keywords;
import org.gemel.api.config.ParsedConfig;
import org.gemel.api.config.Position;
import org.gemel.api.config.Problems;
import org.gemel.api.config.ReadOptions;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The {@code json} configuration format. */
@Component(property = ConfigFormat.NAME + "=json")
public final class JsonFormat implements ConfigFormat {

    private final Forms forms;

    @Activate
    public JsonFormat(@Reference Keywords keywords) {
        forms = new Forms(keywords);
    }

    /** No other language that is read here begins with a brace or a bracket. */
    @Override
    public int recognises(String head) {
        String text = head.replace("\uFEFF", "").stripLeading();
        if (text.isEmpty() || "{[".indexOf(text.charAt(0)) < 0) {
            return 0;
        }
        String rest = text.substring(1).stripLeading();
        return !rest.isEmpty() && "{}[]\"".indexOf(rest.charAt(0)) >= 0 ? 95 : 40;
    }

    @Override
    public ParsedConfig read(Path file, ReadOptions options) {
        Problems problems = new Problems();
        String text = text(file, problems);
        if (text == null) {
            return new ParsedConfig(List.of(), problems.all());
        }
        Source source = new Source(file.toString(), text);
        Node node = new NodeReader(source, problems).read();
        List<Directive> tree = node == null ? List.of() : new TreeReader(forms, source, problems).read(node);
        return new ParsedConfig(tree, problems.all());
    }

    @Override
    public String write(List<Directive> tree) {
        return new TreeWriter(forms).write(tree);
    }

    private static @Nullable String text(Path file, Problems problems) {
        Position start = new Position(file.toString(), 1, 1);
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(Limits.TEXT_SIZE + 1);
        } catch (IOException e) {
            String reason = e instanceof NoSuchFileException
                    ? "there is no such file"
                    : "it cannot be read: " + e.getClass().getSimpleName() + " " + e.getMessage();
            problems.error(start, "unreadable-file", reason, "give a file that may be read");
            return null;
        }
        if (bytes.length > Limits.TEXT_SIZE) {
            problems.error(
                    start,
                    "json-too-large",
                    "the file has more than " + Limits.TEXT_SIZE / (1024 * 1024) + " MiB",
                    "leave out what is not needed");
            return null;
        }
        String decoded = new String(bytes, StandardCharsets.UTF_8);
        if (decoded.indexOf('\uFFFD') >= 0 && !valid(file, bytes, problems)) {
            return null;
        }
        return decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
    }

    /** Whether all is UTF-8; where it is not is reported. */
    private static boolean valid(Path file, byte[] bytes, Problems problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            problems.error(
                    new Source(file.toString(), text + "?").at(text.length()),
                    "json-not-utf8",
                    "a byte here is not UTF-8",
                    "save the file as UTF-8");
        }
        return !result.isError();
    }
}
