package org.gemel.checker.connection.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.gemel.api.checker.Checker;

/**
 * What a check takes of a server that goes on and on, and the most that it keeps of it at any time.
 *
 * @param taken bytes of what goes on until it hung up; {@link #ENOUGH} if it never did
 * @param held bytes
 * @param verdict what it said in the end, as {@link Telephone#verdict} has it; empty for nothing
 */
public record Torrent(long taken, long held, String verdict) {

    /** Whoever has not hung up until then listens for as long as it may. */
    public static final long ENOUGH = 64 << 20;

    /** As much as comes at once. */
    public static final int PIECE = 8192;

    /**
     * Has a server say something once, and something else without end.
     *
     * @param check makes it, to call by telephone
     */
    public static Torrent of(Function<Telephone, Checker> check, String once, String again) {
        return of(check, telephone -> StandardCharsets.ISO_8859_1.encode(once), again);
    }

    /** The same where what is said once answers what was said. */
    public static Torrent of(Function<Telephone, Checker> check, Function<Telephone, ByteBuffer> answer, String again) {
        Telephone telephone = new Telephone();
        telephone.onDial = (target, line) -> telephone.conversation.opened(line);
        ByteBuffer piece = StandardCharsets.ISO_8859_1.encode(again.repeat(PIECE / again.length()));
        try (Checker made = check.apply(telephone)) {
            made.ask(telephone);
            telephone.conversation.heard(answer.apply(telephone));
            long taken = 0;
            long held = Held.by(telephone.conversation);
            while (!telephone.hungUp && taken < ENOUGH) {
                taken += piece.remaining();
                telephone.conversation.heard(piece.duplicate());
                held = Math.max(held, Held.by(telephone.conversation));
            }
            return new Torrent(taken, held, telephone.verdicts.isEmpty() ? "" : telephone.verdict());
        }
    }
}
