package org.gemel.api.config;

import java.util.Arrays;

/** How the advertisements of a VRRPv2 virtual router are authenticated (RFC 2338). */
public sealed interface Authentication {

    /** No authentication. */
    record None() implements Authentication {}

    /**
     * A password in clear text, eight bytes, zero padded. It keeps nobody out; it keeps configurations apart.
     *
     * @param password the eight bytes; do not change the array
     */
    record Pass(byte[] password) implements Authentication {

        public Pass {
            if (password.length != 8) {
                throw new IllegalArgumentException("a PASS password has 8 bytes, not " + password.length);
            }
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
}
