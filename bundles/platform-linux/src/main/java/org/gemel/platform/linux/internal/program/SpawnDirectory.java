package org.gemel.platform.linux.internal.program;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/** Lets the C library choose a program's directory; glibc can since 2.29, which not all hosts have that Gemel runs on. */
final class SpawnDirectory {

    private static final String FUNCTION = "posix_spawn_file_actions_addchdir_np";

    private SpawnDirectory() {}

    /**
     * Adds the change of directory to the actions of posix_spawn.
     *
     * @return whether it could
     */
    static boolean set(Pointer actions, Pointer directory) {
        return set(FUNCTION, actions, directory);
    }

    static boolean set(String name, Pointer actions, Pointer directory) {
        try {
            Function function = NativeLibrary.getProcess().getFunction(name);
            return function.invokeInt(new Object[] {actions, directory}) == 0;
        } catch (UnsatisfiedLinkError e) {
            // The answer to what was asked; there is another way.
            return false;
        }
    }
}
