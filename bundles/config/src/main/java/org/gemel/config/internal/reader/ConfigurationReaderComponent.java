package org.gemel.config.internal.reader;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Directive;
import org.gemel.api.config.ParsedConfig;
import org.gemel.api.config.ReadOptions;
import org.gemel.config.internal.schema.VocabularyComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The reader as a service, with whatever formats are installed while it reads. */
@Component
public final class ConfigurationReaderComponent implements ConfigurationReader {

    private final Map<String, ConfigFormat> formats = new ConcurrentSkipListMap<>();

    private final VocabularyComponent vocabulary;

    /** Reads nothing yet; the keyword table is read with the first file. */
    @Activate
    public ConfigurationReaderComponent(@Reference VocabularyComponent vocabulary) {
        this.vocabulary = vocabulary;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(ConfigFormat format, Map<String, Object> properties) {
        formats.put(name(properties), format);
    }

    void remove(ConfigFormat format, Map<String, Object> properties) {
        formats.remove(name(properties), format);
    }

    /** Formats without a name understand files all the same. */
    private static String name(Map<String, Object> properties) {
        Object name = properties.get(ConfigFormat.NAME);
        return String.valueOf(name == null ? properties.get("service.id") : name);
    }

    @Override
    public Result read(Path file, ReadOptions options) {
        return reader().read(file, options);
    }

    @Override
    public Result bind(List<Directive> tree, ReadOptions options) {
        return reader().bind(tree, options);
    }

    @Override
    public ParsedConfig parse(Path file, ReadOptions options) {
        return reader().parse(file, options);
    }

    private ConfigurationReader reader() {
        HostUsers users = new HostUsers();
        return new FormatReader(() -> formats, vocabulary::schema, users::known, users::user);
    }
}
