package org.gemel.platform.linux.internal.program;

import java.util.Map;
import java.util.Optional;
import org.gemel.api.config.Command;
import org.gemel.api.platform.Program;
import org.gemel.api.platform.ProgramCheck;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Looks at a program as {@link Launcher} would, and does not start it. */
@Component
public final class LinuxProgramCheck implements ProgramCheck {

    @Activate
    public LinuxProgramCheck() {}

    @Override
    public Optional<String> obstacle(Command command) {
        Program program = new Program(command.words(), command.user(), command.group(), command.policy(), Map.of(), 0);
        try {
            Identity identity = Identity.of(
                    program.user(), program.group(), program.policy().supplementaryGroups());
            ProgramPath path = Launcher.path(program, identity, open -> {});
            return Optional.ofNullable(new Diagnosis(identity).obstacle(path.file()));
        } catch (Refusal refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }
}
