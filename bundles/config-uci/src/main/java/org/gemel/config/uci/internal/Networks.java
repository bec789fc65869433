package org.gemel.config.uci.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.Position;
import org.gemel.api.config.Problems;
import org.gemel.config.uci.internal.text.Option;
import org.gemel.config.uci.internal.text.Parser;
import org.gemel.config.uci.internal.text.Section;
import org.gemel.config.uci.internal.text.Source;
import org.gemel.config.uci.internal.text.Value;
import org.jspecify.annotations.Nullable;

/** The networks that the file {@code network} beside a configuration defines, such as {@code lan}, and their devices. */
final class Networks {

    private static final int MOST_ALIASES = 8;

    private final Map<String, String> devices = new HashMap<>();
    private final Set<String> links = new HashSet<>();
    private final @Nullable Path file;
    private final Problems problems;
    private boolean asked;

    private Networks(@Nullable Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** No networks: every name is a device's. */
    static Networks none() {
        return new Networks(null, new Problems());
    }

    /** The file, if what was read depends on it. */
    List<Path> references() {
        return file == null || !asked ? List.of() : List.of(file);
    }

    /** The networks of a file, if it is there. */
    static Networks of(Path file, Problems problems) {
        Networks networks = new Networks(file, problems);
        if (Files.isRegularFile(file)) {
            Problems own = new Problems();
            String text = Source.read(file, own);
            if (text != null) {
                Parser.parse(file.toString(), text, false, own).forEach(networks::add);
            }
            if (own.all().stream().anyMatch(each -> each.severity() == Severity.ERROR)) {
                Position at = own.all().get(0).at();
                problems.warning(
                        at,
                        "bad-network-file",
                        "the networks cannot all be read: " + own.all().get(0).message(),
                        "names of networks may be taken as devices");
            }
        }
        return networks;
    }

    private void add(Section section) {
        Option device = section.option("device");
        Option old = section.option("ifname");
        Option name = section.option("name");
        Option ports = section.option("ports");
        if (section.type().equals("interface") && section.name() != null) {
            Option type = section.option("type");
            if (type != null && type.value().text().equals("bridge")) {
                devices.put(section.name(), "br-" + section.name());
            } else if (device != null) {
                devices.put(section.name(), device.value().text());
            } else if (old != null) {
                devices.put(section.name(), old.value().text());
            }
        } else if (section.type().equals("device") && name != null) {
            links.add(name.value().text());
        }
        List<Value> members = new ArrayList<>(ports == null ? List.of() : ports.values());
        members.forEach(each -> links.add(each.text()));
    }

    /** The device that a name means. A name that is a device's as well is the device's, as it is to the package. */
    Value device(Value name) {
        asked = true;
        String device = devices.get(name.text());
        for (int i = 0; i < MOST_ALIASES && device != null && device.startsWith("@"); i++) {
            device = devices.get(device.substring(1));
        }
        if (device == null || device.equals(name.text()) || device.startsWith("@") || links.contains(name.text())) {
            return name;
        }
        problems.warning(
                name.at(),
                "repaired-network",
                Texts.shown(name.text()) + " is a network, whose device " + device
                        + " is used; the package would have looked for a device " + Texts.shown(name.text()),
                "write " + device + " if OpenWrt's package shall read this too");
        return new Value(device, name.at());
    }
}
