package org.gemel.shell.internal;

import java.util.List;
import java.util.Map;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Feasibility;
import org.gemel.api.dataplane.DataPlane;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Has reloads refused as {@code gemel check} refuses files: where no data plane would run a virtual server. */
@Component
public final class DataPlaneFeasibility implements Feasibility {

    @Reference(
            service = DataPlane.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable List<Map.Entry<Map<String, Object>, DataPlane>> planes;

    @Override
    public List<Diagnostic> objections(ConfigurationReader.Result read) {
        return new DataPlaneCheck(DataPlaneCheck.byName(planes)).objections(read);
    }
}
