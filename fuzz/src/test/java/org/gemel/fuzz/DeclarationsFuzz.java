package org.gemel.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.gemel.config.internal.schema.DeclaredKeywords;
import org.gemel.config.internal.schema.Keyword;
import org.gemel.config.internal.schema.Schema;
import org.gemel.config.internal.schema.Shape;
import org.gemel.config.internal.schema.Vocabulary;
import org.gemel.config.json.internal.schema.JsonSchema;

/** Keywords that a plugin declares: taken as a whole, or refused with a reason and without a trace. */
public final class DeclarationsFuzz {

    private static final List<String> COMPLAINTS = new ArrayList<>();
    private static final Vocabulary VOCABULARY = new Vocabulary(COMPLAINTS::add);
    private static final Schema BEFORE = VOCABULARY.schema();

    private DeclarationsFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        COMPLAINTS.clear();
        VOCABULARY.add(1, "fuzz", new String(data, StandardCharsets.UTF_8));
        Schema after = VOCABULARY.schema();
        if (!COMPLAINTS.isEmpty() && (after != BEFORE || COMPLAINTS.get(0).isBlank())) {
            throw new IllegalStateException("refused, and not without a trace: " + COMPLAINTS);
        }
        if (COMPLAINTS.isEmpty() && after != BEFORE) {
            taken(after);
            new JsonSchema(new DeclaredKeywords(VOCABULARY::schema)).text();
        }
        VOCABULARY.remove(1);
        if (VOCABULARY.schema() != BEFORE) {
            throw new IllegalStateException("gone, and not without a trace");
        }
    }

    /** Whatever a keyword names is there, and what was there before still is. */
    private static void taken(Schema after) {
        for (Shape shape : after.shapes()) {
            for (Keyword keyword : shape.keywords()) {
                String block = keyword.signature().shape();
                String options = keyword.signature().options();
                if (block != null) {
                    after.shape(block);
                }
                if (options != null) {
                    after.shape(options);
                }
            }
        }
        for (Shape shape : BEFORE.shapes()) {
            for (Keyword keyword : shape.keywords()) {
                if (after.shape(shape.name()).find(keyword.name()) != keyword) {
                    throw new IllegalStateException("another " + keyword + " in " + shape.name());
                }
            }
        }
    }

    /** What strangers may write. */
    static List<byte[]> seeds() {
        String redis = """
                # a checker
                real_server\tREDIS_CHECK\t{REDIS_CHECK}\tacts,many\tplugin\tA\tprobe by a PING of Redis
                REDIS_CHECK\tpassword\tsecret\tacts\tplugin\tA\twhat AUTH is sent with
                REDIS_CHECK\tdatabase\tint(0..15)\tacts,default(0)\tplugin\tB\tthe database to select
                REDIS_CHECK\tanswers\t{*answers}\tacts,many\tplugin\tB\twhat may come back
                REDIS_CHECK\t+connection\t-\t-\t-\t-\tand the words of every probe over the network
                answers\t(value)\ttext... / word(nil) [hex(4)]\tacts\tplugin\tC\tan answer
                answers\tweight\tseconds(0.5..)\tacts,deprecated(rank)\tplugin\tC\tits weight
                """;
        String broken = "root\tx\t+x {x}\tacts\tplugin\tA\thelp\nx\t+y\t-\t-\t-\t-\t-\ny\t+x\t-\t-\t-\t-\t-\n";
        return List.of(redis.getBytes(StandardCharsets.UTF_8), broken.getBytes(StandardCharsets.UTF_8));
    }
}
