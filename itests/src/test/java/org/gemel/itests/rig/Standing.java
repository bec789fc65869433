package org.gemel.itests.rig;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gemel.demo.lab.LabException;

/**
 * How a real server stands, as {@code gemel lb --json} tells.
 *
 * @param since when it came to stand so
 * @param probes how often its first check has asked
 * @param condition why that cannot ask; {@code null} as text if it can
 */
public record Standing(boolean alive, int weight, Instant since, String reason, long probes, String condition) {

    /**
     * How one stands.
     *
     * @param virtualServer its name, such as {@code 10.0.0.1:80/tcp}
     * @param realServer its name, such as {@code 10.0.0.101:80}
     */
    public static Standing of(Router router, String virtualServer, String realServer) {
        String text = router.ask("lb", "--json").output();
        try (JsonParser json = JsonFactory.builder().build().createParser(text)) {
            Map<?, ?> server = named(
                    named(tree(json, json.nextToken()), "virtualServers", virtualServer), "realServers", realServer);
            Map<?, ?> check = server.get("checks") instanceof List<?> checks
                            && !checks.isEmpty()
                            && checks.get(0) instanceof Map<?, ?> first
                    ? first
                    : Map.of("probes", "0", "condition", "null");
            return new Standing(
                    server.get("alive").equals("true"),
                    Integer.parseInt(server.get("weight").toString()),
                    Instant.parse(server.get("since").toString()),
                    server.get("reason").toString(),
                    Long.parseLong(check.get("probes").toString()),
                    check.get("condition").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private static Map<?, ?> named(Object of, String list, String name) {
        if (of instanceof Map<?, ?> owner && owner.get(list) instanceof List<?> all) {
            for (Object each : all) {
                if (each instanceof Map<?, ?> one && name.equals(one.get("name"))) {
                    return one;
                }
            }
        }
        throw new LabException("there is no " + name + " in " + of);
    }

    /** Objects as maps, arrays as lists, and the rest as text. */
    private static Object tree(JsonParser json, JsonToken begin) throws IOException {
        if (begin == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
                list.add(tree(json, next));
            }
            return list;
        }
        if (begin == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                map.put(name, tree(json, json.nextToken()));
            }
            return map;
        }
        return json.getText();
    }
}
