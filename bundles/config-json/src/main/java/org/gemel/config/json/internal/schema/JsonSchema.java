package org.gemel.config.json.internal.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.Keywords;
import org.gemel.api.config.Keywords.Block;
import org.gemel.api.config.Keywords.Body;
import org.gemel.api.config.Keywords.Keyword;
import org.gemel.config.json.internal.Forms;

/** Makes a JSON Schema from the declarations of keywords. */
public final class JsonSchema {

    private static final String DEFINITIONS = "#/$defs/";

    private final Keywords keywords;

    public JsonSchema(Keywords keywords) {
        this.keywords = keywords;
    }

    /** The text of the schema, with an end of line. */
    public String text() {
        return SchemaText.of(document());
    }

    private Map<String, Object> document() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "A configuration of Gemel");
        schema.put(
                "description",
                "Each key is a keyword of keepalived.conf, its value what follows the keyword: true for nothing (false"
                        + " leaves out what is on or off), a number or a string for words, an object for a block, a list"
                        + " for the values of a block or for a keyword that is repeated.");
        schema.put("anyOf", List.of(reference(Keywords.ROOT), listOf(reference(Keywords.ROOT))));
        Map<String, Object> definitions = new LinkedHashMap<>();
        for (Block block : keywords.blocks()) {
            if (block.name().equals(Keywords.ROOT) || opened(block.name())) {
                definitions.put(block.name(), block(block));
            }
        }
        schema.put("$defs", definitions);
        return schema;
    }

    /** Whether some keyword opens the block; the others are values and options, which are words in strings. */
    private boolean opened(String block) {
        return keywords.blocks().stream()
                .flatMap(home -> home.keywords().values().stream())
                .anyMatch(keyword -> keyword.body() == Body.KEYWORDS && block.equals(keyword.block()));
    }

    private Map<String, Object> block(Block block) {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (block.name().equals(Keywords.ROOT)) {
            properties.put(Forms.SCHEMA, Map.of("type", "string"));
        }
        block.keywords().values().forEach(keyword -> properties.put(keyword.name(), keyword(keyword)));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        return schema;
    }

    private Map<String, Object> keyword(Keyword keyword) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("title", keyword.name());
        String instead = keyword.replacement() == null ? "" : "; use " + keyword.replacement();
        schema.put("description", keyword.help() + instead);
        if (keyword.removed() || keyword.replacement() != null) {
            schema.put("deprecated", true);
        }
        schema.putAll(value(keyword));
        return schema;
    }

    private Map<String, Object> value(Keyword keyword) {
        if (keyword.body() == Body.NONE) {
            return repeated(keyword, WordsSchema.of(keyword));
        }
        List<Object> forms = Forms.values(keyword) ? values() : blocks(keyword);
        if (!Forms.named(keyword)) {
            return anyOf(forms);
        }
        Map<String, Object> byName = new LinkedHashMap<>();
        byName.put("type", "object");
        byName.put("propertyNames", Map.of("pattern", WordsSchema.line(keyword)));
        byName.put("additionalProperties", anyOf(forms));
        return anyOf(List.of(byName, several(byName)));
    }

    private static Map<String, Object> repeated(Keyword keyword, Map<String, Object> once) {
        return keyword.repeatable() ? anyOf(List.of(once, several(once))) : once;
    }

    /** A block; a list of blocks where it is repeated; a list in the list where one is in parts. */
    private List<Object> blocks(Keyword keyword) {
        String name = keyword.block();
        Block block = keyword.body() == Body.KEYWORDS && name != null ? keywords.block(name) : null;
        if (block == null) {
            return List.of(Map.of("type", "object"));
        }
        Map<String, Object> part = reference(block.name());
        List<String> required = block.keywords().values().stream()
                .filter(Keyword::required)
                .map(Keyword::name)
                .toList();
        Map<String, Object> whole = new LinkedHashMap<>(part);
        if (!required.isEmpty()) {
            whole.put("required", required);
        }
        return List.of(whole, several(anyOf(List.of(whole, listOf(part)))));
    }

    /** The values of a block in a list, one alone, or as keys with their options; a list of such lists where the block is repeated. */
    private static List<Object> values() {
        Map<String, Object> value = WordsSchema.word();
        Map<String, Object> byValue = new LinkedHashMap<>();
        byValue.put("type", "object");
        byValue.put("additionalProperties", anyOf(List.of(Map.of("const", true), value)));
        return List.of(listOf(value), listOf(listOf(value)), value, byValue);
    }

    private static Map<String, Object> reference(String block) {
        return Map.of("$ref", DEFINITIONS + block);
    }

    /** A list that says something. */
    private static Map<String, Object> several(Map<String, Object> items) {
        Map<String, Object> list = listOf(items);
        list.put("minItems", BigDecimal.ONE);
        return list;
    }

    private static Map<String, Object> listOf(Map<String, Object> items) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("type", "array");
        list.put("items", items);
        return list;
    }

    /** One of several; it is shorter where there is only one. */
    @SuppressWarnings("unchecked") // every form is a schema
    static Map<String, Object> anyOf(List<? extends Object> forms) {
        return forms.size() == 1 ? (Map<String, Object>) forms.get(0) : Map.of("anyOf", new ArrayList<>(forms));
    }
}
