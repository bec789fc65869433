package org.gemel.shell.internal.explain;

import org.gemel.api.config.ScriptPolicy;

/** How a program is run. It is said in {@code global_defs} and told with each program that it holds for. */
final class PolicyFacts {

    private PolicyFacts() {}

    static void add(ScriptPolicy policy, String keyword, Facts facts) {
        facts.add(keyword + " enable_script_security", policy.secure())
                .add(keyword + " set_supplementary_groups", policy.supplementaryGroups())
                .add(keyword + " use_symlink_paths", policy.pathAsWritten());
    }
}
