package org.gemel.checker.http.internal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** One answer of a server, compared with what is wanted as it comes. */
final class Examination implements ResponseReader.Body {

    /** Longer bodies are cut; what is not wanted of a body anyway is not missed then. */
    static final long LONGEST = 8 << 20;

    private final Url url;
    private final ResponseReader reader = new ResponseReader(this);
    private final @Nullable MessageDigest digest;
    /** keepalived knows of no chunks, so its digests are of bodies with all that is around chunks; null where there are none. */
    private @Nullable MessageDigest framed;

    private final @Nullable BodySearch search;
    private boolean cut;

    /**
     * What came of it.
     *
     * @param passed whether the answer is as wanted
     * @param answered for people
     */
    record Result(boolean passed, String answered) {}

    Examination(Url url) {
        this.url = url;
        digest = url.digest() == null ? null : md5();
        Regex regex = url.regex();
        search = regex == null ? null : new BodySearch(regex);
    }

    private String sumOfChunks() {
        MessageDigest sum = framed;
        return sum == null ? "" : HexFormat.of().formatHex(sum.digest());
    }

    static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java knows MD5", e);
        }
    }

    /** Some bytes have come; the result if that is known now. */
    @Nullable
    Result heard(ByteBuffer bytes) {
        try {
            reader.read(bytes);
            if (reader.headRead() && !url.wants(reader.status())) {
                return new Result(false, "HTTP " + reader.status() + ", wanted " + url.wanted());
            }
            // TLS has to say goodbye after the last byte.
            return cut || reader.done() && !url.goodbye() ? compare() : null;
        } catch (BadResponseException e) {
            return new Result(false, e.why());
        }
    }

    /**
     * The server has hung up.
     *
     * @param clean whether TLS said goodbye
     */
    Result ended(boolean clean) {
        if (url.goodbye() && !clean) {
            return new Result(false, "TLS ended without close_notify, which tls_compliant wants");
        }
        try {
            reader.end();
            return compare();
        } catch (BadResponseException e) {
            return new Result(false, e.why());
        }
    }

    /** What has come, for people, to be put behind why no more will; empty for nothing. */
    String soFar() {
        if (reader.headRead()) {
            return ", after HTTP " + reader.status() + " and " + reader.received() + " bytes";
        }
        return reader.begun() ? ", after the beginning of an answer" : "";
    }

    @Override
    public void piece(ByteBuffer bytes) throws BadResponseException {
        if (!url.wants(reader.status()) || cut) {
            return;
        }
        cut = reader.received() > LONGEST;
        if (digest != null) {
            digest.update(bytes.duplicate());
        }
        if (search != null) {
            search.piece(bytes);
        }
    }

    @Override
    public void framed(ByteBuffer bytes) {
        MessageDigest sum = framed;
        if (digest != null && !cut) {
            if (sum == null) {
                sum = md5();
                framed = sum;
            }
            sum.update(bytes);
        }
    }

    private Result compare() throws BadResponseException {
        String seen = "HTTP " + reader.status() + ", "
                + (cut ? "more than " + (LONGEST >> 20) + " MiB" : reader.received() + " bytes");
        if (!url.wants(reader.status())) {
            return new Result(false, "HTTP " + reader.status() + ", wanted " + url.wanted());
        }
        if (digest != null) {
            String sum = HexFormat.of().formatHex(digest.digest());
            if (cut) {
                return new Result(false, seen + ", which is too long for a digest");
            }
            if (!sum.equals(url.digest()) && !sumOfChunks().equals(url.digest())) {
                return new Result(false, seen + ", MD5 " + sum + ", wanted " + url.digest());
            }
        }
        Regex regex = url.regex();
        if (search != null && regex != null) {
            search.end();
            if (search.found() != regex.wanted()) {
                return new Result(
                        false, seen + (regex.wanted() ? ", regex not found" : ", regex found, and must not be"));
            }
        }
        return new Result(true, seen);
    }
}
