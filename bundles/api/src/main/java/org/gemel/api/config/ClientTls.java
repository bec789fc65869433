package org.gemel.api.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a check proves who it is, and whom it trusts ({@code SSL}). Without an authority any certificate will do (behaviour 94).
 *
 * @param authority a file of certificates in PEM, one of which must vouch for the server; null for none
 * @param certificate its own, a file in PEM; null for none
 * @param key of its own certificate, a file in PEM; null for none
 * @param passphrase of the key; null for none
 */
public record ClientTls(
        @Nullable Path authority,
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Secret passphrase) {

    /** Any certificate will do, and none is shown. */
    public static final ClientTls ANY = new ClientTls(null, null, null, null);
}
