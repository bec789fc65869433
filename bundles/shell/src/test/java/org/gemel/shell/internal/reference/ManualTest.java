package org.gemel.shell.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gemel.api.config.Keywords;
import org.gemel.config.internal.schema.DeclaredKeywords;
import org.gemel.config.internal.schema.Vocabulary;
import org.gemel.config.json.internal.JsonFormat;
import org.junit.jupiter.api.Test;

class ManualTest {

    /** Of options of UCI that become a keyword on its own, what they become. */
    private static final Set<String> KINDS = Set.of("value", "flag", "link", "script", "words");

    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(?:#([^)]*))?\\)");

    private final Manual manual = ManualFiles.manual();
    private final Map<String, String> pages = manual.pages();

    @Test
    void aKeywordIsToldWithWhatFollowsItAndInEachLanguage() {
        assertThat(manual.about("virtual_router_id")).isEqualTo("""
                virtual_router_id, in vrrp_instance
                  the number of the virtual router, 1 to 255
                  virtual_router_id NUMBER(1..255)
                  required
                  keepalived's since v0.6.6; common
                    keepalived.conf   virtual_router_id 1
                    UCI               option virtual_router_id '1'
                    JSON              "virtual_router_id": 1
                """);
    }

    @Test
    void aWordThatStandsInManyBlocksIsToldForEach() {
        assertThat(manual.about("weight")).contains("weight, in real_server", "weight, in vrrp_script");
        assertThat(manual.about("nonsense")).isEmpty();
    }

    @Test
    void everyKeywordIsOnThePageOfItsBlock() {
        Keywords keywords = new DeclaredKeywords();
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Keywords.Block block = keywords.block(page.getKey().replace(".md", ""));
            if (block != null) {
                assertThat(page.getValue().lines().filter(line -> line.startsWith("## ")))
                        .as(page.getKey())
                        .containsExactlyElementsOf(block.keywords().keySet().stream()
                                .map(word -> "## " + word)
                                .toList());
            }
        }
        assertThat(pages).hasSizeGreaterThan(45);
    }

    @Test
    void everyLinkLeadsSomewhere() {
        List<String> astray = new ArrayList<>();
        pages.forEach((name, text) -> {
            for (Matcher link = LINK.matcher(text); link.find(); ) {
                String target = pages.get(link.group(1));
                String word = link.group(2);
                boolean there = target != null
                        && (word == null
                                || target.toLowerCase(java.util.Locale.ROOT).contains("\n## " + word + "\n"));
                if (!there && !"value".equals(word)) {
                    astray.add(name + ": " + link.group());
                }
            }
        });
        assertThat(astray).isEmpty();
    }

    /** The words of keepalived.conf and JSON are all of them; what UCI has is what its table says. */
    @Test
    void everyOptionThatUciHasIsInThePages() throws IOException {
        Set<String> missing = new TreeSet<>();
        String all = String.join("\n", pages.values());
        Path table = Path.of("../config-uci/src/main/resources/org/gemel/config/uci/internal/mapping.tsv");
        for (String line : Files.readAllLines(table)) {
            String[] row = line.split("\t");
            if (row.length > 3 && KINDS.contains(row[2]) && !row[3].equals("-") && row[4].equals("-")) {
                if (!all.contains("option " + row[1] + " '")) {
                    missing.add(row[0] + " " + row[1]);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void thoseOfAPluginAreThereToo() {
        Vocabulary vocabulary = new Vocabulary(complaint -> {});
        vocabulary.add(1, "redis", """
                real_server\tREDIS_CHECK\t{REDIS_CHECK}\tacts,many\tplugin\tA\tprobe by a PING of Redis
                REDIS_CHECK\tdatabase\tint(0..15)\tacts,default(0)\tplugin\tB\tthe database to select
                """);
        Keywords keywords = new DeclaredKeywords(vocabulary::schema);
        Manual more = new Manual(keywords, Map.of("json", new JsonFormat(keywords)));

        assertThat(more.pages()).containsKey("REDIS_CHECK.md");
        assertThat(more.about("database"))
                .contains("in REDIS_CHECK", "NUMBER(0..15)", "without it: 0", "of a plugin", "\"database\": 0");
    }
}
