package org.gemel.config.internal.reader;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.ReadOptions;
import org.gemel.config.internal.schema.Schema;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The reader as a service, with whatever formats are installed while it reads. */
@Component
public final class ConfigurationReaderComponent implements ConfigurationReader {

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            fieldOption = FieldOption.UPDATE)
    private final List<ConfigFormat> formats = new CopyOnWriteArrayList<>();

    private volatile @Nullable Schema schema;

    /** Reads nothing yet; the keyword table is read with the first file. */
    @Activate
    public ConfigurationReaderComponent() {}

    @Override
    public Result read(Path file, ReadOptions options) {
        HostUsers users = new HostUsers();
        return new FormatReader(() -> List.copyOf(formats), this::schema, users::known, users::user)
                .read(file, options);
    }

    private Schema schema() {
        Schema loaded = schema;
        if (loaded == null) {
            loaded = Schema.load();
            schema = loaded;
        }
        return loaded;
    }
}
