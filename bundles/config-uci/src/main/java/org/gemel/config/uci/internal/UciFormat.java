package org.gemel.config.uci.internal;

import java.nio.file.Path;
import java.util.List;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.Directive;
import org.gemel.api.config.ParsedConfig;
import org.gemel.api.config.Problems;
import org.gemel.api.config.ReadOptions;
import org.gemel.config.uci.internal.text.Parser;
import org.gemel.config.uci.internal.text.Source;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The {@code uci} configuration format: OpenWrt's {@code /etc/config/keepalived}. */
@Component(property = ConfigFormat.NAME + "=uci")
public final class UciFormat implements ConfigFormat {

    private final Mapping mapping = Mapping.load();

    @Activate
    public UciFormat() {}

    @Override
    public int recognises(String head) {
        return Recogniser.confidence(head);
    }

    @Override
    public ParsedConfig read(Path file, ReadOptions options) {
        Problems problems = new Problems();
        String text = Source.read(file, problems);
        if (text == null) {
            return new ParsedConfig(List.of(), problems.all());
        }
        Surroundings surroundings = Surroundings.of(file, problems);
        List<Directive> tree = new TreeReader(mapping, surroundings, problems)
                .read(file.toString(), Parser.parse(file.toString(), text, options.comments(), problems));
        return new ParsedConfig(tree, problems.all(), surroundings.networks().references());
    }

    @Override
    public String write(List<Directive> tree) {
        return TreeWriter.write(mapping, tree);
    }

    @Override
    public boolean keepsComments() {
        return true;
    }
}
