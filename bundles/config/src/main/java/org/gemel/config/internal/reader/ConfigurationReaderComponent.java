package org.gemel.config.internal.reader;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Directive;
import org.gemel.api.config.ParsedConfig;
import org.gemel.api.config.ReadOptions;
import org.gemel.config.internal.schema.VocabularyComponent;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The reader as a service, with whatever formats are installed while it reads. */
@Component
public final class ConfigurationReaderComponent implements ConfigurationReader {

    private final Map<String, ConfigFormat> formats = new ConcurrentSkipListMap<>();

    /** Who judges, and the kind. */
    private final Map<ServiceReference<CheckerFactory>, String> checkers = new ConcurrentHashMap<>();

    private final CheckJudges judges = new CheckJudges(this::lend);
    private final BundleContext context;
    private final VocabularyComponent vocabulary;

    /** Reads nothing yet; the keyword table is read with the first file. */
    @Activate
    public ConfigurationReaderComponent(BundleContext context, @Reference VocabularyComponent vocabulary) {
        this.context = context;
        this.vocabulary = vocabulary;
    }

    @Reference(
            service = CheckerFactory.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    void addChecker(ServiceReference<CheckerFactory> checker) {
        checkers.put(checker, String.valueOf(checker.getProperty(CheckerFactory.KIND)));
    }

    void removeChecker(ServiceReference<CheckerFactory> checker) {
        checkers.remove(checker);
    }

    /** Of two checkers of a kind the one that ranks higher now. */
    private void lend(String kind, Consumer<CheckerFactory> user) {
        ServiceReference<CheckerFactory> best = checkers.entrySet().stream()
                .filter(each -> each.getValue().equals(kind))
                .map(Map.Entry::getKey)
                .max(Comparator.naturalOrder())
                .orElse(null);
        CheckerFactory checker = best == null ? null : context.getService(best);
        if (best != null && checker != null) {
            try {
                user.accept(checker);
            } finally {
                context.ungetService(best);
            }
        }
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
        return new FormatReader(() -> formats, vocabulary::schema, users::known, users::user, judges);
    }
}
