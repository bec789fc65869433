package org.gemel.platform.linux.internal.program;

import org.gemel.api.platform.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * Whose a file is. Ids are C's unsigned ones.
 *
 * @param uid the user
 * @param gid the group
 */
public record Owner(int uid, int gid) {

    /**
     * Looks a user and a group up.
     *
     * @param user a name or number, null for the user of this process
     * @param group a name or number, null for the user's own
     * @throws PlatformException if there is none; the message says what to do
     */
    public static Owner of(@Nullable String user, @Nullable String group) throws PlatformException {
        try {
            Identity identity = Identity.of(user, group, false);
            return new Owner(identity.uid(), identity.gid());
        } catch (Refusal e) {
            throw new PlatformException(String.valueOf(e.getMessage()));
        }
    }
}
