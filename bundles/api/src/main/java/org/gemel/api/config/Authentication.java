package org.gemel.api.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** How the advertisements of a virtual router are authenticated. No secret is ever printed. */
public sealed interface Authentication {

    /** No authentication. */
    record None() implements Authentication {}

    /**
     * VRRPv2: a password in clear text, eight bytes, zero padded (RFC 2338 5.3.6.2). It keeps nobody out; it keeps
     * configurations apart.
     *
     * @param password the eight bytes; do not change the array
     */
    record Pass(byte[] password) implements Authentication {

        /** @throws IllegalArgumentException if there are not eight bytes */
        public Pass {
            requireEight(password);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Pass pass && Arrays.equals(password, pass.password);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(password);
        }

        /** Never the password. */
        @Override
        public String toString() {
            return "Pass[password=<hidden>]";
        }
    }

    /**
     * VRRPv2: the IP authentication header with HMAC-MD5-96 (RFC 2338 5.3.6.3), as keepalived sends it (behaviour 49).
     *
     * @param password the key, eight bytes, zero padded; do not change the array
     */
    record Ah(byte[] password) implements Authentication {

        /** @throws IllegalArgumentException if there are not eight bytes */
        public Ah {
            requireEight(password);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Ah ah && Arrays.equals(password, ah.password);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(password);
        }

        /** Never the password. */
        @Override
        public String toString() {
            return "Ah[password=<hidden>]";
        }
    }

    /**
     * Any version: a signature behind each advertisement, as keepalived 2.4 makes it (behaviour 50).
     *
     * @param keys the keys that are accepted, at least one, of different ids
     * @param activeKey the id of the one that signs
     * @param mode what is signed and what is accepted
     * @param timeWindow how far a sender's clock may be off, positive
     * @param clockChecked whether the time window counts; if not, signatures need only follow each other
     * @param besides the authentication of version 2 that goes with it: none or a password
     */
    record Hmac(
            List<Key> keys, int activeKey, Mode mode, Duration timeWindow, boolean clockChecked, Authentication besides)
            implements Authentication {

        /** @throws IllegalArgumentException if there is no such active key, or what goes with it is of another kind */
        public Hmac {
            keys = List.copyOf(keys);
            if (!(besides instanceof None || besides instanceof Pass)) {
                throw new IllegalArgumentException("signatures go with a password or with nothing");
            }
            if (keys.stream().noneMatch(key -> key.id() == activeKey)) {
                throw new IllegalArgumentException("there is no key " + activeKey + " to sign with");
            }
        }

        /** The steps by which a group of routers is brought to signatures without losing each other. */
        public enum Mode {
            /** Nothing is signed; what is signed is verified, and what is not is accepted. */
            RECEIVE_ONLY,
            /** Everything is signed; what is signed is verified, and what is not is accepted. */
            PERMISSIVE,
            /** Everything is signed, and only what is signed is accepted. */
            ENFORCE;

            /** Whether advertisements are signed. */
            public boolean signs() {
                return this != RECEIVE_ONLY;
            }
        }
    }

    /**
     * A key of {@link Hmac}.
     *
     * @param id 1 to 255
     * @param secret 32 to 64 bytes; do not change the array
     */
    record Key(int id, byte[] secret) {

        /** @throws IllegalArgumentException if the secret is too short or too long */
        public Key {
            if (secret.length < 32 || secret.length > 64) {
                throw new IllegalArgumentException("a key has 32 to 64 bytes, not " + secret.length);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && id == key.id && Arrays.equals(secret, key.secret);
        }

        @Override
        public int hashCode() {
            return 31 * id + Arrays.hashCode(secret);
        }

        /** Never the secret. */
        @Override
        public String toString() {
            return "Key[id=" + id + ", secret=<hidden>]";
        }
    }

    private static void requireEight(byte[] password) {
        if (password.length != 8) {
            throw new IllegalArgumentException("a password has 8 bytes, not " + password.length);
        }
    }
}
