package org.gemel.config.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.bind;
import static org.gemel.config.internal.Trees.codes;
import static org.gemel.config.internal.Trees.instance;

import java.util.List;
import java.util.Map;
import org.gemel.api.config.Command;
import org.gemel.api.config.Notifications.Occasion;
import org.gemel.api.config.Notifications.Wishes;
import org.gemel.api.config.ScriptPolicy;
import org.gemel.api.config.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WishesBinderTest {

    private static Wishes of(String globals, String... lines) {
        Map<Subject, Wishes> all = bind("global_defs {\nscript_user root\n" + globals + "\n}\n" + instance(lines))
                .configuration()
                .notifications()
                .wishes();
        assertThat(all).hasSizeLessThan(2);
        return all.values().stream().findFirst().orElse(Wishes.NONE);
    }

    private static Command command(String... words) {
        return new Command(List.of(words), "root", null, ScriptPolicy.DEFAULT);
    }

    @Test
    void whoWantsNothingIsNotThere() {
        assertThat(of("")).isEqualTo(Wishes.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "notify_master,              MASTER",
        "notify_backup,              BACKUP",
        "notify_fault,               FAULT",
        "notify_stop,                STOP",
        "notify_deleted,             DELETED",
        "notify_master_rx_lower_pri, MASTER_RX_LOWER_PRI",
    })
    void eachOccasionHasItsCommand(String keyword, Occasion occasion) {
        assertThat(of("", keyword + " \"/etc/n.sh 'a b'\"").commands())
                .isEqualTo(Map.of(occasion, command("/etc/n.sh", "a b")));
    }

    @Test
    void oneCommandIsRunAlways() {
        assertThat(of("", "notify /etc/n.sh").always()).isEqualTo(command("/etc/n.sh"));
    }

    @Test
    void userGroupAndPolicyAreThoseOfAnyScript() {
        assertThat(of("enable_script_security", "notify /etc/n.sh root root").always())
                .isEqualTo(new Command(List.of("/etc/n.sh"), "root", "root", new ScriptPolicy(true, false, false)));
    }

    @Test
    void aRemovalIsToldAsDeletedAlsoWithoutACommand() {
        Wishes wishes = of("", "notify_deleted");
        assertThat(wishes.deleted()).isTrue();
        assertThat(wishes.commands()).isEmpty();
    }

    /** Behaviour 14. */
    @Test
    void wordsBehindTheCommandThatAreNoUserAreReported() {
        assertThat(codes(instance("notify_master /x.sh hello"))).contains("command-user");
    }

    @ParameterizedTest(name = "smtp_alert {0}, smtp_alert_vrrp {1}, own {2}: {3}")
    @CsvSource({
        "'',    '',    '',    false",
        "on,    '',    '',    true",
        "on,    off,   '',    false",
        "off,   on,    '',    true",
        "on,    on,    off,   false",
        "off,   off,   on,    true",
    })
    void whatIsSaidNearestDecidesWhetherItIsMailed(String all, String vrrp, String own, boolean mailed) {
        String globals = line("smtp_alert", all) + line("smtp_alert_vrrp", vrrp);
        assertThat(of(globals, line("smtp_alert", own)).mail()).isEqualTo(mailed);
    }

    @ParameterizedTest(name = "vrrp_notify_priority_changes {0}, own {1}: {2}")
    @CsvSource({"'', '', false", "on, '', true", "on, off, false", "'', on, true"})
    void whatIsSaidNearestDecidesWhetherPrioritiesAreTold(String vrrp, String own, boolean told) {
        assertThat(of(line("vrrp_notify_priority_changes", vrrp), line("notify_priority_changes", own))
                        .priorityChanges())
                .isEqualTo(told);
    }

    @Test
    void aSyncGroupHasWishesOfItsOwn() {
        Map<Subject, Wishes> all = bind("global_defs {\nscript_user root\n}\nvrrp_sync_group G {\ngroup {\nV\n}\n"
                        + "notify /etc/g.sh\n}\n" + instance())
                .configuration()
                .notifications()
                .wishes();
        assertThat(all).containsOnlyKeys(Subject.group("G"));
    }

    private static String line(String keyword, String value) {
        return value.isEmpty() ? "" : keyword + " " + value + "\n";
    }
}
