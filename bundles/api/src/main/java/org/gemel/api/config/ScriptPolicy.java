package org.gemel.api.config;

/**
 * How programs that the configuration names are run, whoever asked for them.
 *
 * @param secure whether a program that root would run is refused if others can change it or its path ({@code
 *     enable_script_security}); else that is only said in the log
 * @param supplementaryGroups whether it gets all groups of its user ({@code set_supplementary_groups}); else only one
 * @param pathAsWritten whether it is run by the path as written ({@code use_symlink_paths}); else by the path that
 *     symbolic links lead to
 */
public record ScriptPolicy(boolean secure, boolean supplementaryGroups, boolean pathAsWritten) {

    /** Nothing of it. */
    public static final ScriptPolicy DEFAULT = new ScriptPolicy(false, false, false);
}
