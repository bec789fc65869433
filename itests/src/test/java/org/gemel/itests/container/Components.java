package org.gemel.itests.container;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** What declarative services says about all components. */
final class Components {

    private final ServiceComponentRuntime runtime;

    Components(ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    /** How many there are. */
    int count() {
        return runtime.getComponentDescriptionDTOs().size();
    }

    /** A sentence for each component that cannot work. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
            String name = component.name + " of " + component.bundle.symbolicName;
            List<ComponentConfigurationDTO> configurations =
                    List.copyOf(runtime.getComponentConfigurationDTOs(component));
            if (configurations.isEmpty()) {
                complaints.add(name + " is not enabled");
            }
            configurations.forEach(configuration -> complaints.addAll(complaints(name, configuration)));
        }
        return complaints;
    }

    private static List<String> complaints(String name, ComponentConfigurationDTO configuration) {
        return switch (configuration.state) {
            case ComponentConfigurationDTO.ACTIVE, ComponentConfigurationDTO.SATISFIED -> List.of();
            case ComponentConfigurationDTO.FAILED_ACTIVATION -> List.of(name + " failed: " + configuration.failure);
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
                Arrays.stream(configuration.unsatisfiedReferences)
                        .map(reference -> name + " waits for " + describe(configuration, reference))
                        .toList();
            default -> List.of(name + " is in state " + configuration.state);
        };
    }

    private static String describe(ComponentConfigurationDTO configuration, UnsatisfiedReferenceDTO unsatisfied) {
        return Arrays.stream(configuration.description.references)
                        .filter(reference -> reference.name.equals(unsatisfied.name))
                        .map(reference -> reference.interfaceName)
                        .findFirst()
                        .orElse(unsatisfied.name)
                + (unsatisfied.target == null ? "" : " " + unsatisfied.target);
    }
}
