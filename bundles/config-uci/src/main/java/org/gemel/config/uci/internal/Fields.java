package org.gemel.config.uci.internal;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gemel.api.config.Problems;
import org.gemel.api.config.Word;
import org.gemel.config.uci.internal.text.Option;
import org.gemel.config.uci.internal.text.Section;
import org.gemel.config.uci.internal.text.Value;
import org.jspecify.annotations.Nullable;

/** The values of a section that templates are made of: networks are devices, and what is absent has its default. */
final class Fields {

    /** IFNAMSIZ without the closing zero; keepalived removes an address whose label is longer. */
    private static final int LONGEST_LABEL = 15;

    /** What a route has that leads somewhere. */
    private static final List<String> WAYS = List.of("src_addr", "gateway", "device", "table");

    private final Mapping mapping;
    private final Names names;
    private final Networks networks;
    private final boolean packageDefaults;
    private final Problems problems;
    private final Set<Option> told = Collections.newSetFromMap(new IdentityHashMap<>());

    Fields(Mapping mapping, Names names, Networks networks, boolean packageDefaults, Problems problems) {
        this.mapping = mapping;
        this.names = names;
        this.networks = networks;
        this.packageDefaults = packageDefaults;
        this.problems = problems;
    }

    /** The values by option; null if one is missing without which the section means nothing, which is reported. */
    @Nullable
    Map<String, Value> of(Section section) {
        Map<String, Value> fields = new HashMap<>();
        boolean complete = true;
        for (Row row : mapping.options(section.type()).values()) {
            Option option = section.option(row.option());
            if (option != null) {
                fields.put(row.option(), row.kind().equals("link") ? networks.device(option.value()) : option.value());
            } else if (row.kind().equals("name")) {
                Value name = names.of(section);
                complete &= name != null;
                if (name != null) {
                    fields.put(row.option(), name);
                }
            } else {
                complete &= absent(section, row, fields);
            }
        }
        if (section.type().equals("ipaddress")) {
            label(section, fields);
        } else if (section.type().equals("route")) {
            route(section, fields);
        }
        direction(section);
        return complete ? fields : null;
    }

    private boolean absent(Section section, Row row, Map<String, Value> fields) {
        if (row.absent().equals("error")) {
            problems.error(
                    section.at(),
                    "missing-option",
                    "this " + section.type() + " has no " + row.option() + " and is left out",
                    "write option " + row.option());
            return false;
        }
        if (row.absent().equals("dropped")) {
            problems.warning(
                    section.at(),
                    "repaired-drop",
                    "this " + section.type() + " has no " + row.option() + "; the package would have dropped it",
                    "write option " + row.option() + " if OpenWrt's package shall read this too");
        }
        if (row.absent().startsWith("=") && packageDefaults) {
            fields.put(row.option(), new Value(row.absent().substring(1), section.at()));
        }
        return true;
    }

    /** The package labels every address that has a device, which keepalived takes amiss where the label is too long. */
    private void label(Section section, Map<String, Value> fields) {
        Value address = fields.get("address");
        Value device = fields.get("device");
        Value suffix = fields.get("label_suffix");
        if (device == null && section.option("scope") != null && address != null) {
            problems.warning(
                    address.at(),
                    "repaired-drop",
                    "the scope of this address is set; the package would have dropped it, for there is no device",
                    "write option device if OpenWrt's package shall read this too");
        }
        if (device == null || suffix == null || address == null) {
            return;
        }
        String label = device.text() + ":" + suffix.text();
        if (address.text().indexOf(':') >= 0) {
            fields.remove("label_suffix");
        } else if (label.length() > LONGEST_LABEL) {
            fields.remove("label_suffix");
            problems.warning(
                    suffix.at(),
                    "repaired-label",
                    "the address " + Texts.shown(address.text()) + " gets no label; the package would have written "
                            + Texts.shown(label) + ", which has more than " + LONGEST_LABEL
                            + " characters, and keepalived would have removed the address",
                    "write a shorter label_suffix");
        }
    }

    private void direction(Section section) {
        Option direction = section.option("direction");
        if (direction != null
                && section.option("weight") == null
                && section.type().endsWith("_script")
                && told.add(direction)) {
            problems.warning(
                    direction.at(),
                    "no-weight",
                    "'direction' is ignored, as it is by the package, for there is no weight that it could turn",
                    "write option weight, or remove the line");
        }
    }

    private void route(Section section, Map<String, Value> fields) {
        Value blackhole = fields.get("blackhole");
        boolean drops = blackhole != null && Boolean.TRUE.equals(Flags.meaning(blackhole.text()));
        if (drops && packageDefaults) {
            for (String way : WAYS) {
                Value useless = fields.remove(way);
                if (useless != null) {
                    problems.warning(
                            useless.at(),
                            "useless-option",
                            "'" + way + "' is ignored, as it is by the package, for the route is a blackhole",
                            "remove one of the two");
                }
            }
        } else if (!drops && fields.get("device") == null) {
            problems.warning(
                    section.at(),
                    "repaired-drop",
                    "this route has no device, and the kernel finds one by the gateway; the package would have "
                            + (fields.get("src_addr") == null ? "dropped it" : "written a dev without a name"),
                    "write option device if OpenWrt's package shall read this too");
        }
    }

    /** The words of a template for a section; null if there are none, which is reported. */
    @Nullable
    List<Word> words(Section section, String template) {
        Map<String, Value> fields = of(section);
        return fields == null ? null : Template.of(template).render(fields, section.at());
    }
}
