package org.gemel.checker.http.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads one response of HTTP/1 as its bytes come (RFC 9112), and keeps none of them. Whatever a server sends, it holds no more
 * than a line.
 */
final class ResponseReader {

    /** The longest line. */
    static final int LINE = 8192;
    /** The longest head, and as much for all that is not body after it. */
    static final int HEAD = 65536;

    private static final int DIGITS = 15;
    private static final int CONTINUE = 100;
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final Body body;
    private byte[] line = new byte[256];
    private int length;
    private int overhead;
    private Part part = Part.STATUS;
    private int status;
    private long left = -1;
    private boolean chunked;
    private long received;

    /** Is told of the body, piece by piece; chunks are put together. */
    interface Body {

        /** @param bytes not to be kept; what is not read is lost */
        void piece(ByteBuffer bytes) throws BadResponseException;

        /** The same as it came in chunks, with their sizes and ends. */
        default void framed(ByteBuffer bytes) {}
    }

    private enum Part {
        STATUS,
        HEADER,
        BODY,
        BODY_TO_THE_END,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER,
        DONE
    }

    ResponseReader(Body body) {
        this.body = body;
    }

    /** The status code; 0 before it came. */
    int status() {
        return status;
    }

    /** Whether anything has come. */
    boolean begun() {
        return overhead > 0;
    }

    /** Whether the head was read, and the body begins. */
    boolean headRead() {
        return part != Part.STATUS && part != Part.HEADER;
    }

    /** Whether the response is complete; what comes after it is not read. */
    boolean done() {
        return part == Part.DONE;
    }

    /** How long the body is so far. */
    long received() {
        return received;
    }

    /**
     * Reads what has come.
     *
     * @throws BadResponseException if it is no HTTP
     */
    void read(ByteBuffer bytes) throws BadResponseException {
        while (bytes.hasRemaining() && part != Part.DONE) {
            boolean framed = chunked && headRead();
            int from = bytes.position();
            switch (part) {
                case BODY -> {
                    pass(bytes);
                    part = left == 0 ? Part.DONE : part;
                }
                case CHUNK -> {
                    pass(bytes);
                    part = left == 0 ? Part.CHUNK_END : part;
                }
                case BODY_TO_THE_END -> {
                    left = bytes.remaining();
                    pass(bytes);
                }
                default -> {
                    if (collect(bytes)) {
                        String text = new String(line, 0, length, StandardCharsets.ISO_8859_1);
                        length = 0;
                        line(text);
                    }
                }
            }
            if (framed) {
                body.framed(bytes.slice(from, bytes.position() - from));
            }
        }
    }

    /**
     * Nothing more will come.
     *
     * @throws BadResponseException if that is too early
     */
    void end() throws BadResponseException {
        if (part == Part.BODY_TO_THE_END) {
            part = Part.DONE;
        }
        if (part != Part.DONE) {
            throw new BadResponseException(
                    switch (part) {
                        case STATUS ->
                            overhead == 0 && length == 0
                                    ? "the server hung up without an answer"
                                    : "the answer ended within its status line";
                        case HEADER -> "the answer ended within its headers";
                        case BODY -> "the body ended after " + received + " of " + (received + left) + " bytes";
                        default -> "the body ended after " + received + " bytes, within its chunks";
                    });
        }
    }

    private void pass(ByteBuffer bytes) throws BadResponseException {
        int count = (int) Math.min(left, bytes.remaining());
        ByteBuffer piece = bytes.slice(bytes.position(), count);
        bytes.position(bytes.position() + count);
        left -= count;
        received += count;
        body.piece(piece);
    }

    /** Collects a line; whether it is complete, without its end. */
    private boolean collect(ByteBuffer bytes) throws BadResponseException {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (++overhead > HEAD) {
                throw new BadResponseException(
                        headRead() ? "chunks with more around them than in them" : "headers longer than 64 KiB");
            }
            if (next == '\n') {
                if (length > 0 && line[length - 1] == '\r') {
                    length--;
                }
                return true;
            }
            if (length == LINE) {
                throw new BadResponseException("a header longer than 8 KiB");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, Math.min(LINE, 2 * length));
            }
            line[length++] = next;
        }
        return false;
    }

    private void line(String text) throws BadResponseException {
        switch (part) {
            case STATUS -> {
                status = status(text);
                part = Part.HEADER;
            }
            case HEADER -> {
                if (text.isEmpty()) {
                    headEnds();
                } else {
                    header(text);
                }
            }
            case CHUNK_SIZE -> {
                left = chunkSize(text);
                part = left == 0 ? Part.TRAILER : Part.CHUNK;
                // Small chunks may be many: what is around them is bounded in relation to them.
                overhead = (int) Math.max(0, overhead - left);
            }
            case CHUNK_END -> {
                if (!text.isEmpty()) {
                    throw new BadResponseException("a chunk longer than it said");
                }
                part = Part.CHUNK_SIZE;
            }
            case TRAILER -> part = text.isEmpty() ? Part.DONE : part;
            default -> throw new IllegalStateException("no lines in " + part);
        }
    }

    private static int status(String text) throws BadResponseException {
        boolean http = text.startsWith("HTTP/1.") && text.length() >= 12 && text.charAt(8) == ' ';
        int code = 0;
        for (int i = 9; http && i < 12; i++) {
            char digit = text.charAt(i);
            http = digit >= '0' && digit <= '9';
            code = code * 10 + digit - '0';
        }
        if (!http || code < CONTINUE || text.length() > 12 && text.charAt(12) != ' ') {
            throw new BadResponseException("not HTTP/1 but: " + shortened(text));
        }
        return code;
    }

    private void header(String text) throws BadResponseException {
        int colon = text.indexOf(':');
        if (colon <= 0) {
            if (text.charAt(0) == ' ' || text.charAt(0) == '\t') {
                // A continued line; none that matters here may be one.
                return;
            }
            throw new BadResponseException("not a header: " + shortened(text));
        }
        String name = text.substring(0, colon).toLowerCase(Locale.ROOT);
        String value = text.substring(colon + 1).strip();
        if (name.equals("content-length")) {
            long said = number(value, 10);
            if (said < 0 || left >= 0 && left != said) {
                throw new BadResponseException("a Content-Length that makes no sense: " + shortened(value));
            }
            left = said;
        } else if (name.equals("transfer-encoding")) {
            chunked = value.toLowerCase(Locale.ROOT).endsWith("chunked");
        }
    }

    private void headEnds() {
        if (status < OK) {
            // Not yet the answer (RFC 9110 section 15.2).
            part = Part.STATUS;
            left = -1;
            chunked = false;
        } else if (status == NO_CONTENT || status == NOT_MODIFIED) {
            part = Part.DONE;
        } else if (chunked) {
            part = Part.CHUNK_SIZE;
        } else if (left >= 0) {
            part = left == 0 ? Part.DONE : Part.BODY;
        } else {
            part = Part.BODY_TO_THE_END;
        }
    }

    private static long chunkSize(String text) throws BadResponseException {
        int extension = text.indexOf(';');
        long size = number((extension < 0 ? text : text.substring(0, extension)).strip(), 16);
        if (size < 0) {
            throw new BadResponseException("not the size of a chunk: " + shortened(text));
        }
        return size;
    }

    /** A number without a sign; -1 for none. */
    private static long number(String text, int radix) {
        if (text.isEmpty() || text.length() > DIGITS) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            int digit = letter < 128 ? Character.digit(letter, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }

    /** What a server has made us say is short, and printable. */
    private static String shortened(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(40, text.length()); i++) {
            char letter = text.charAt(i);
            shown.append(letter >= ' ' && letter < 127 ? letter : '?');
        }
        return shown + (text.length() > 40 ? "..." : "");
    }
}
