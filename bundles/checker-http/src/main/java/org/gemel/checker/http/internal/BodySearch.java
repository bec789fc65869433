package org.gemel.checker.http.internal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;

/**
 * Looks for a regular expression in a body as it comes. It keeps a window of 32,768 letters, so that whatever is longer than half of it may
 * not be found; and it takes only so many steps ({@link Steps}) for so many bytes, so that no body can keep everybody else's checks
 * waiting.
 */
final class BodySearch {

    /** What a search may look at for nothing and at once, and for each byte: a simple expression looks at each byte once or twice. */
    private static final long STEPS = 1_000_000;

    private static final long STEPS_FOR_A_BYTE = 32;

    private static final int FIRST_WINDOW = 1024;
    private static final int WINDOW = 32768;

    private final Regex regex;
    private final CharsetDecoder decoder;
    private CharBuffer window = CharBuffer.allocate(FIRST_WINDOW);
    private final ByteBuffer undecoded = ByteBuffer.allocate(8);
    /** Of the window's first letter in the body. */
    private long offset;

    private long steps = STEPS;
    private boolean over;
    private boolean found;

    BodySearch(Regex regex) {
        this.regex = regex;
        decoder = (regex.utf() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1)
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    /** Whether it was found. */
    boolean found() {
        return found;
    }

    /** More of the body. */
    void piece(ByteBuffer bytes) throws BadResponseException {
        // What was not needed is not saved up: it would be spent at once, by a search that nobody can interrupt.
        steps = Math.min(STEPS, steps + STEPS_FOR_A_BYTE * bytes.remaining());
        while (bytes.hasRemaining() && !over) {
            // A letter of several bytes may come in two pieces.
            while (undecoded.position() > 0 && bytes.hasRemaining() && !over) {
                undecoded.put(bytes.get());
                undecoded.flip();
                decode(undecoded);
                undecoded.compact();
            }
            decode(bytes);
            if (bytes.hasRemaining() && !over) {
                undecoded.put(bytes);
            }
        }
    }

    private void decode(ByteBuffer bytes) throws BadResponseException {
        while (!over && decoder.decode(bytes, window, false).isOverflow()) {
            if (window.capacity() < WINDOW) {
                window = CharBuffer.allocate(Math.min(WINDOW, 4 * window.capacity()))
                        .put(window.flip());
            } else {
                search(false);
                slide();
            }
        }
    }

    /** The body has ended. */
    void end() throws BadResponseException {
        if (!over) {
            search(true);
        }
        over = true;
    }

    /** The older half is given up, but for a letter that tells where lines and words begin. */
    private void slide() {
        int half = window.position() / 2;
        window.flip();
        window.position(half);
        window.compact();
        offset += half;
    }

    private void search(boolean last) throws BadResponseException {
        int end = window.position();
        int first = offset == 0 ? 0 : 1;
        int begin = (int) Math.max(first, Math.min(end, regex.minOffset() - offset));
        try {
            Matcher matcher = regex.pattern().matcher(new Counted(window.array(), end));
            matcher.useTransparentBounds(true).useAnchoringBounds(false);
            matcher.region(begin, end);
            boolean match = regex.anchored() ? offset == 0 && matcher.lookingAt() : matcher.find();
            if (match && (last || !matcher.requireEnd())) {
                found = regex.maxOffset() < 0 || offset + matcher.start() <= regex.maxOffset();
                over = true;
            } else if (regex.anchored() && offset > 0
                    || regex.maxOffset() >= 0 && offset + end / 2 > regex.maxOffset()) {
                over = true;
            }
        } catch (TooManyStepsException e) {
            throw new BadResponseException("the regex takes too long on this body; write a simpler one");
        } catch (StackOverflowError e) {
            throw new BadResponseException("the regex nests too deep on this body; write a simpler one");
        }
    }

    /** More letters were looked at than there are steps. */
    private static final class TooManyStepsException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManyStepsException() {
            super("too many steps", null, false, false);
        }
    }

    /** The window's letters: to look at one is a step, and so is to ask how many there are. */
    private final class Counted implements CharSequence {

        private final char[] letters;
        private final int length;

        Counted(char[] letters, int length) {
            this.letters = letters;
            this.length = length;
        }

        private void step() {
            if (--steps < 0) {
                throw new TooManyStepsException();
            }
        }

        @Override
        public int length() {
            step();
            return length;
        }

        @Override
        public char charAt(int index) {
            step();
            return letters[index];
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return CharBuffer.wrap(letters, start, end - start);
        }

        @Override
        public String toString() {
            return new String(letters, 0, length);
        }
    }
}
