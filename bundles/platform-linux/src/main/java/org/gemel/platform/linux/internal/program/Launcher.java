package org.gemel.platform.linux.internal.program;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gemel.api.platform.Program;
import org.gemel.libc.ProcessLibc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.jspecify.annotations.Nullable;

/** Finds, checks and starts programs. Each call on a thread of its own, which ends then: it may have become another user. */
final class Launcher implements LinuxPrograms.Starter {

    private final Footing footing;
    private final Warnings warnings;
    private final Supplier<@Nullable Setpriv> finder;
    private volatile @Nullable Setpriv setpriv;

    /** @param finder looks for setpriv until there is one */
    Launcher(Footing footing, Warnings warnings, Supplier<@Nullable Setpriv> finder) {
        this.footing = footing;
        this.warnings = warnings;
        this.finder = finder;
    }

    @Override
    public Child start(Program program) throws Refusal {
        Identity identity =
                Identity.of(program.user(), program.group(), program.policy().supplementaryGroups());
        identity.check();
        ProgramPath path = path(program, identity, warnings::say);
        Setpriv change = identity.own() ? null : setpriv();
        footing.take(change != null);
        Path written = path.written();
        Spawner spawner = new Spawner(
                program.policy().pathAsWritten() ? written : path.file(), written, program, identity, change);
        Child child = change != null || identity.own() ? spawner.spawn() : assumed(identity, spawner);
        footing.correct(child.pid());
        return child;
    }

    /**
     * Where a program is, if it may be run from there.
     *
     * @param warn told what is run nevertheless
     */
    static ProgramPath path(Program program, Identity identity, Consumer<String> warn) throws Refusal {
        ProgramPath path = ProgramPath.walk(ProgramPath.find(program.command().get(0), System.getenv("PATH")));
        String openTo = path.openTo();
        if (openTo != null && identity.uid() == 0) {
            if (program.policy().secure()) {
                throw new Refusal(
                        "not run as root, because others could put another program there (enable_script_security): "
                                + openTo);
            }
            warn.accept(path.written() + " is run as root, and others could put another program there: " + openTo
                    + "; or run it as another user, with script_user");
        }
        return path;
    }

    private @Nullable Setpriv setpriv() {
        Setpriv known = setpriv;
        if (known == null) {
            known = finder.get();
            setpriv = known;
        }
        if (known == null) {
            warnings.say(
                    "Scripts are started as their users in a way that lets those users end this whole process: there"
                            + " is no setpriv in /usr/bin or /bin that has --reuid and that only root can change. Install the"
                            + " package util-linux (on some systems setpriv is a package of its own)");
        }
        return known;
    }

    private static Child assumed(Identity identity, Spawner spawner) throws Refusal {
        boolean cores = ProcessLibc.prctl(Abi.PR_GET_DUMPABLE, 0, 0, 0, 0) == 1;
        identity.assume();
        try {
            return spawner.spawn();
        } finally {
            if (cores) {
                // After a thread became another user the process would leave no core when it crashes.
                ProcessLibc.prctl(Abi.PR_SET_DUMPABLE, 1, 0, 0, 0);
            }
        }
    }
}
