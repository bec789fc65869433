package org.gemel.config.internal.schema;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.gemel.api.config.KeywordDeclarations;
import org.gemel.api.config.Keywords;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The words in force, with those of whatever plugins are there. It registers {@link Keywords} itself, for a component cannot
 * change its properties.
 */
@Component(service = VocabularyComponent.class, immediate = true)
public final class VocabularyComponent {

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.config");

    private final Vocabulary vocabulary = new Vocabulary(LOG::error);
    private final AtomicLong revision = new AtomicLong();
    private volatile @Nullable ServiceRegistration<Keywords> registration;

    /** The plugins that are there already have been added. */
    @Activate
    void activate(BundleContext context) {
        registration = context.registerService(Keywords.class, new DeclaredKeywords(vocabulary::schema), properties());
    }

    @Deactivate
    void deactivate() {
        ServiceRegistration<Keywords> registered = registration;
        registration = null;
        if (registered != null) {
            registered.unregister();
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(KeywordDeclarations plugin, ServiceReference<KeywordDeclarations> reference) {
        String owner = owner(reference.getBundle());
        try {
            vocabulary.add(order(reference.getProperty(Constants.SERVICE_ID)), owner, plugin.declarations());
        } catch (RuntimeException | LinkageError e) {
            LOG.error("no keyword of the bundle {} is taken: asked for them it failed", owner, e);
        }
        changed();
    }

    void remove(KeywordDeclarations plugin, Map<String, Object> properties) {
        vocabulary.remove(order(properties.get(Constants.SERVICE_ID)));
        changed();
    }

    /** The words in force. */
    public Schema schema() {
        return vocabulary.schema();
    }

    /** Services are numbered as they come. */
    private static long order(@Nullable Object id) {
        return id instanceof Long number ? number : Long.MAX_VALUE;
    }

    private static String owner(@Nullable Bundle bundle) {
        return bundle == null ? "that has gone" : bundle.getSymbolicName() + " " + bundle.getVersion();
    }

    private void changed() {
        revision.incrementAndGet();
        ServiceRegistration<Keywords> registered = registration;
        if (registered != null) {
            registered.setProperties(properties());
        }
    }

    private Dictionary<String, Object> properties() {
        return new Hashtable<>(Map.of(Keywords.REVISION, revision.get()));
    }
}
