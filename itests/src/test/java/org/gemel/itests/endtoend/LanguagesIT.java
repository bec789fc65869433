package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gemel.demo.lab.Commands;
import org.gemel.itests.rig.Pairing;
import org.gemel.itests.rig.Pairing.Flavour;
import org.gemel.itests.rig.Router;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.Test;

/** A pair serves an address whatever language its configuration is written in. */
class LanguagesIT {

    private static final String MORE = "10.0.0.2";

    /** Converts the file that the software is about to read, whose name stands behind its -f, and becomes the software. */
    private static final List<String> FROM_JSON = List.of("sh", "-c", """
            set -e
            previous= file=
            for word in "$@"; do
                [ "$previous" = -f ] && file=$word
                previous=$word
            done
            "$0" convert --to json "$file" > "$file.json"
            mv "$file.json" "$file"
            exec "$@"
            """, Software.launcher());

    private final Pairing pair = new Pairing(Software.GEMEL, Software.GEMEL, Flavour.values()[0]);

    @Test
    void aPairServesFromJson() {
        OnRig.tell(pair, rig -> {
            rig.other().start(rig.setup(), FROM_JSON);
            rig.other().awaitReady();
            rig.better().start(rig.setup(), FROM_JSON);
            rig.awaitServing(rig.better());
            assertThat(configuration(rig.better())).startsWith("{");

            rig.better().program().kill();

            rig.awaitServing(rig.other());
        });
    }

    @Test
    void aReloadMayChangeTheLanguage() {
        OnRig.tell(pair, rig -> {
            Router master = rig.better();
            rig.startBoth();
            int changes = master.watch().changes().size();

            master.reload(text -> convert(master, "json", text));
            assertThat(configuration(master)).startsWith("{");
            Commands.Result plan = master.ask("reload", "--dry-run");
            assertThat(plan.status()).as(plan.output()).isZero();

            master.reload(text -> text.replace("\"10.0.0.1/24\"", "\"10.0.0.1/24\", \"10.0.0.2/24\""));
            rig.await("the new address is served", () -> master.holds(MORE));
            master.reload(text -> convert(master, "keepalived", text).replace("10.0.0.2/24", ""));
            rig.await("it is gone", () -> !master.holds(MORE));
            assertThat(master.watch().changes().all().stream().skip(changes))
                    .as("the address that was there all the time")
                    .noneMatch(change -> change.held().address().equals(rig.shared()) && !change.present());
        });
    }

    private static String configuration(Router router) {
        try {
            return Files.readString(router.directory().resolve("keepalived.conf"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String convert(Router router, String language, String text) {
        try {
            Path file = Files.writeString(router.directory().resolve("to-convert"), text);
            return Commands.check(Software.launcher(), "convert", "--to", language, file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
