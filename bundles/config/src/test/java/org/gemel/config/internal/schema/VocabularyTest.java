package org.gemel.config.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.Keywords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are written with spaces of two and more in place of tabs. */
class VocabularyTest {

    private static final String REDIS = rows(
            "# a checker",
            "real_server  REDIS_CHECK  {REDIS_CHECK}  acts,many  plugin  A  probe by a PING of Redis",
            "REDIS_CHECK  password  secret  acts  plugin  A  what AUTH is sent with",
            "",
            "REDIS_CHECK  database  int(0..15)  acts,default(0)  plugin  B  the database to select",
            "REDIS_CHECK  +connection  -  -  -  -  and the words of every probe over the network");

    private final List<String> complaints = new ArrayList<>();
    private final Vocabulary vocabulary = new Vocabulary(complaints::add);
    private final Keywords keywords = new DeclaredKeywords(vocabulary::schema);

    private static String rows(String... rows) {
        return String.join("\n", rows).replaceAll(" {2,}", "\t");
    }

    @Test
    void theWordsOfAPluginAreThereWhileItIs() {
        vocabulary.add(1, "redis", REDIS);
        assertThat(keywords.block("real_server").keywords()).containsKeys("REDIS_CHECK", "TCP_CHECK");
        assertThat(keywords.block("REDIS_CHECK").keywords()).containsKeys("password", "connect_port", "retry");
        assertThat(keywords.block("REDIS_CHECK").keywords().get("database").usual())
                .isEqualTo("0");

        vocabulary.remove(1);
        assertThat(keywords.block("real_server").keywords()).doesNotContainKey("REDIS_CHECK");
        assertThat(keywords.block("REDIS_CHECK")).isNull();
        assertThat(complaints).isEmpty();
    }

    @Test
    void whatSomebodyLooksAtDoesNotChange() {
        Schema before = vocabulary.schema();
        vocabulary.add(1, "redis", REDIS);
        assertThat(before.shape("real_server").find("REDIS_CHECK")).isNull();
        assertThat(vocabulary.schema()).isNotSameAs(before);
    }

    @Test
    void whoCameFirstHasTheWordAndTheOtherGetsItAfterwards() {
        vocabulary.add(1, "redis", REDIS);
        vocabulary.add(
                2,
                "other",
                rows(
                        "real_server  REDIS_CHECK  {REDIS}  acts  plugin  A  another",
                        "REDIS  user  text  acts  plugin  A  whose password it is"));
        assertThat(complaints)
                .containsExactly(
                        "no keyword of the bundle other is taken: row 1: 'REDIS_CHECK' is a word of real_server"
                                + " already");
        assertThat(keywords.block("REDIS")).isNull();

        vocabulary.remove(1);
        assertThat(keywords.block("REDIS")).isNotNull();
        assertThat(complaints).hasSize(1);
    }

    @Test
    void aReplacedPluginIsTakenAgain() {
        vocabulary.add(1, "redis", REDIS);
        vocabulary.remove(1);
        vocabulary.add(2, "redis", REDIS.replace("password", "passphrase"));
        assertThat(keywords.block("REDIS_CHECK").keywords())
                .containsKey("passphrase")
                .doesNotContainKey("password");
    }

    @Test
    void twoPluginsThatHaveNothingInCommonAreBothTaken() {
        vocabulary.add(1, "redis", REDIS);
        vocabulary.add(2, "other", REDIS.replace("REDIS", "VALKEY"));
        assertThat(keywords.block("real_server").keywords()).containsKeys("REDIS_CHECK", "VALKEY_CHECK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "real_server  A_CHECK",
                "real_server  A_CHECK  -  acts  plugin  A  help  more",
                "real_server  A CHECK  -  acts  plugin  A  help",
                "real_server  A_CHECK  -  act  plugin  A  help",
                "real_server  A_CHECK  -  acts  plugin  D  help",
                "real_server  A_CHECK  -  acts  plugin  A  ",
                "real_server  A_CHECK  -  acts    A  help",
                "real_server  A_CHECK  -  required  plugin  A  help",
                "real_server  TCP_CHECK  -  acts  plugin  A  help",
                "real_server  +probe  -  -  -  -  -",
                "connection  helo_name  text  acts  plugin  A  SMTP_CHECK has it",
                "virtual_routes  (value)  text  acts  plugin  A  help",
                "root  daemon  {daemons}  acts  plugin  A  no such block",
                "daemon  word  text  acts  plugin  A  nothing opens it",
                "root  daemon  integer  acts  plugin  A  help",
                "root  daemon  int  acts  plugin  A  help",
                "root  daemon  int(1)  acts  plugin  A  help",
                "root  daemon  int(9..1)  acts  plugin  A  help",
                "root  daemon  int(1..1e999999999)  acts  plugin  A  help",
                "root  daemon  int(1..2  acts  plugin  A  help",
                "root  daemon  [text  acts  plugin  A  help",
                "root  daemon  {  acts  plugin  A  help",
                "root  daemon  {probe} text  acts  plugin  A  help",
                "root  daemon  word(a||b)  acts  plugin  A  help",
                "root  daemon  hex(x)  acts  plugin  A  help",
                "root  daemon  port(1..2)  acts  plugin  A  help",
                "root  daemon    acts  plugin  A  help"
            })
    void aRowThatCannotBeTakenIsNamed(String row) {
        Schema before = vocabulary.schema();
        vocabulary.add(
                1,
                "bad",
                rows("# first", "root  good  text  acts  plugin  A  a good word") + "\n"
                        + row.replaceAll(" {2}", "\t"));
        assertThat(complaints).singleElement().asString().startsWith("no keyword of the bundle bad is taken: row 3: ");
        assertThat(vocabulary.schema()).isSameAs(before);
    }

    @Test
    void aBlockThatTakesItselfInIsRefused() {
        vocabulary.add(
                1,
                "bad",
                rows(
                        "root  one  {one}  acts  plugin  A  help",
                        "one  +two  -  -  -  -  -",
                        "two  +one  -  -  -  -  -"));
        assertThat(complaints).singleElement().asString().contains("row 2: the block one takes itself in");
    }

    @Test
    void aWordThatIsTakenInTwiceIsRefused() {
        vocabulary.add(1, "bad", REDIS + rows("", "REDIS_CHECK  retry  text  acts  plugin  A  help"));
        assertThat(complaints).singleElement().asString().contains("row 7: 'retry' is a word of REDIS_CHECK already");
    }

    @Test
    void whatIsTooLargeIsRefused() {
        vocabulary.add(1, "large", "#".repeat(65_537));
        vocabulary.add(2, "long", "root\tword\ttext\tacts\tplugin\tA\t" + "x".repeat(1000));
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 501; i++) {
            many.append("root\tword").append(i).append("\t-\tacts\tplugin\tA\thelp\n");
        }
        vocabulary.add(3, "many", many.toString());
        assertThat(complaints)
                .containsExactly(
                        "no keyword of the bundle large is taken: the declarations have 65537 characters; 65536 are"
                                + " allowed",
                        "no keyword of the bundle long is taken: row 1: it has more than 1000 characters",
                        "no keyword of the bundle many is taken: row 501: there are more than 500 rows");
    }
}
