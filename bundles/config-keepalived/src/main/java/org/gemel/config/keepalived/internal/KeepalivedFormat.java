package org.gemel.config.keepalived.internal;

import java.nio.file.Path;
import java.util.List;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.Directive;
import org.gemel.api.config.ParsedConfig;
import org.gemel.api.config.ReadOptions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The {@code keepalived} configuration format. */
@Component(property = ConfigFormat.NAME + "=keepalived")
public final class KeepalivedFormat implements ConfigFormat {

    @Activate
    public KeepalivedFormat() {}

    @Override
    public int recognises(String head) {
        return Recogniser.confidence(head);
    }

    @Override
    public ParsedConfig read(Path file, ReadOptions options) {
        return new Reading(file, options).read(file);
    }

    @Override
    public String write(List<Directive> tree) {
        return new TreeWriter().write(tree);
    }

    @Override
    public boolean keepsComments() {
        return true;
    }
}
