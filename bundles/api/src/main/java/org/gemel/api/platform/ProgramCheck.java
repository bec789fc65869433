package org.gemel.api.platform;

import java.util.Optional;
import org.gemel.api.config.Command;
import org.osgi.annotation.versioning.ProviderType;

/** Tells beforehand whether this host would run a program. A service; safe for any thread; looks at files, and runs nothing. */
@ProviderType
public interface ProgramCheck {

    /**
     * Why a command would not be run, as the host is now and as far as whoever asks may see it.
     *
     * @return a sentence with its remedy; empty if nothing is known to be in the way
     */
    Optional<String> obstacle(Command command);
}
