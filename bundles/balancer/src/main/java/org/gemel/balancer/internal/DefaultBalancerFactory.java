package org.gemel.balancer.internal;

import java.util.Map;
import java.util.function.Consumer;
import org.gemel.api.balancer.Balancer;
import org.gemel.api.balancer.BalancerFactory;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.api.dataplane.DataPlane;
import org.gemel.api.event.Event;
import org.gemel.api.platform.Platform;
import org.gemel.balancer.internal.checking.CheckerFactories;
import org.gemel.balancer.internal.kernel.DataPlanes;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Makes balancers for whoever asks. */
@Component
public final class DefaultBalancerFactory implements BalancerFactory {

    private final CheckerFactories checkers = new CheckerFactories();
    private final DataPlanes planes = new DataPlanes();

    @Override
    public Balancer create(Platform platform, Consumer<Event> events, String memory) {
        return new DefaultBalancer(platform, checkers, planes, events, memory, System.nanoTime());
    }

    /** A checker factory has come. */
    @Reference(
            service = CheckerFactory.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    public void addChecker(CheckerFactory factory, ServiceReference<CheckerFactory> reference) {
        checkers.add(kind(reference), factory, reference.getBundle().getSymbolicName());
    }

    /** A checker factory is going. */
    public void removeChecker(CheckerFactory factory, ServiceReference<CheckerFactory> reference) {
        checkers.remove(kind(reference), factory);
    }

    private static String kind(ServiceReference<CheckerFactory> reference) {
        return String.valueOf(reference.getProperty(CheckerFactory.KIND));
    }

    /** A data plane has come. */
    @Reference(service = DataPlane.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addDataPlane(DataPlane plane, Map<String, Object> properties) {
        Object ranking = properties.get(Constants.SERVICE_RANKING);
        planes.add(
                String.valueOf(properties.get(DataPlane.KIND)), ranking instanceof Integer number ? number : 0, plane);
    }

    /** A data plane is going. */
    public void removeDataPlane(DataPlane plane) {
        planes.remove(plane);
    }
}
