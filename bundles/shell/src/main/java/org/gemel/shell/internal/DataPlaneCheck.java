package org.gemel.shell.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.Position;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.dataplane.DataPlane;
import org.gemel.shell.internal.explain.Fact;
import org.gemel.shell.internal.explain.Origins;
import org.gemel.shell.internal.explain.Section;
import org.jspecify.annotations.Nullable;

/** Virtual servers that no installed data plane would run. */
final class DataPlaneCheck {

    private static final String REAL = "real_server ";

    /** Of one thing to repair. */
    private static final int MOST_PLACES = 100;

    private final Map<String, DataPlane> installed;

    /** @param installed the data planes by their names */
    DataPlaneCheck(Map<String, DataPlane> installed) {
        this.installed = new TreeMap<>(installed);
    }

    /** What was said of a file, and an error for each reason why virtual servers cannot be. */
    ConfigurationReader.Result look(ConfigurationReader.Result read) {
        List<Diagnostic> all = new ArrayList<>(read.diagnostics());
        all.addAll(objections(read));
        return new ConfigurationReader.Result(
                read.configuration(), all, read.tree(), read.references(), read.included());
    }

    /** An error for each reason why virtual servers cannot be; none if there is no data plane that could tell. */
    List<Diagnostic> objections(ConfigurationReader.Result read) {
        Configuration configuration = read.configuration();
        String wanted = configuration.balancing().dataPlane();
        List<DataPlane> planes = installed.entrySet().stream()
                .filter(each -> wanted == null || wanted.equals(each.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (planes.isEmpty() || configuration.balancing().servers().isEmpty()) {
            return List.of();
        }
        Origins origins = new Origins(read.tree());
        List<Diagnostic> all = new ArrayList<>();
        Map<String, List<VirtualServer>> refused = new LinkedHashMap<>();
        configuration
                .balancing()
                .servers()
                .forEach(server -> reasons(server, planes)
                        .forEach(reason -> refused.computeIfAbsent(reason, first -> new ArrayList<>())
                                .add(server)));
        refused.forEach((reason, servers) -> {
            List<Position> places = servers.stream()
                    .map(server -> place(server, reason, origins))
                    .distinct()
                    .toList();
            all.add(new Diagnostic(
                    places.get(0),
                    Severity.ERROR,
                    "data-plane-refuses",
                    servers.get(0).name() + others(servers) + ": " + reason + instead(servers.get(0)),
                    further(places)));
        });
        return all;
    }

    /** The statement that the reason begins with, if that is written; else the server that it names. */
    private static Position place(VirtualServer server, String reason, Origins origins) {
        Section section = new Section("virtual_server", server.name(), List.of());
        String what = reason;
        if (reason.startsWith(REAL) && reason.contains(": ")) {
            String[] parts = reason.substring(REAL.length()).split(": ", 2);
            section = new Section("real_server", server.name() + " " + parts[0].split(" ", 2)[0], List.of());
            what = parts[1];
        }
        Section found = section;
        return origins.of(found, new Fact(what.split("[ :]", 2)[0], ""))
                .or(() -> origins.of(found, new Fact("address", "")))
                .orElse(new Position("", 1, 1));
    }

    /** Where else the same is to be repaired. */
    private static String further(List<Position> places) {
        if (places.size() == 1) {
            return "";
        }
        Position first = places.get(0);
        String rest = places.size() > MOST_PLACES ? " and " + (places.size() - MOST_PLACES) + " more" : "";
        return places.stream()
                .skip(1)
                .limit(MOST_PLACES - 1)
                .map(each -> each.file().equals(first.file())
                        ? Integer.toString(each.line())
                        : each.file() + ":" + each.line())
                .collect(Collectors.joining(", ", "the same in line ", rest));
    }

    /** What is installed and would run it, where another one is asked for. */
    private String instead(VirtualServer server) {
        return installed.entrySet().stream()
                .filter(each -> each.getValue().refusals(server).isEmpty())
                .findFirst()
                .map(able -> "; or take data_plane " + able.getKey())
                .orElse("");
    }

    /** The same of forty virtual servers is one thing to repair. */
    private static String others(List<VirtualServer> servers) {
        return switch (servers.size()) {
            case 1 -> "";
            case 2 -> " and " + servers.get(1).name();
            default -> ", " + servers.get(1).name() + " and " + (servers.size() - 2) + " more";
        };
    }

    /** Why none of them would run it, as the first of them says; empty if one would. */
    private static List<String> reasons(VirtualServer server, List<DataPlane> planes) {
        List<String> first = planes.get(0).refusals(server);
        return planes.stream().anyMatch(plane -> plane.refusals(server).isEmpty()) ? List.of() : first;
    }

    /** The data planes by their names, of services with their properties. */
    static Map<String, DataPlane> byName(@Nullable List<Map.Entry<Map<String, Object>, DataPlane>> services) {
        Map<String, DataPlane> all = new TreeMap<>();
        if (services != null) {
            services.forEach(each -> {
                if (each.getKey().get(DataPlane.KIND) instanceof String kind) {
                    all.put(kind, each.getValue());
                }
            });
        }
        return all;
    }
}
