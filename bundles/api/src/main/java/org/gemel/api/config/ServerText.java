package org.gemel.api.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Virtual and real servers as keepalived 2.2.7 was seen to write them for others to read: {@code [192.0.2.1]:tcp:80}, {@code
 * FWM 5} or, for the group WEB, {@code [WEB]:0}.
 */
public final class ServerText {

    private static final Pattern ENDPOINT = Pattern.compile("\\[?([^\\]]+?)\\]?:([0-9]+)(?:/([a-z]+))?");
    private static final Pattern MARK = Pattern.compile("fwmark ([0-9]+)(?: inet6)?");
    private static final Pattern GROUP = Pattern.compile("group (.+?)(?:/([a-z]+))?");

    /** What packets with a mark have. */
    private static final String NO_PROTOCOL = "none";

    private ServerText() {}

    /** A virtual server, by its name. */
    public static String of(String virtualServer) {
        Matcher mark = MARK.matcher(virtualServer);
        if (mark.matches()) {
            return "FWM " + mark.group(1);
        }
        Matcher group = GROUP.matcher(virtualServer);
        if (group.matches()) {
            return "[" + group.group(1) + "]:0";
        }
        Matcher endpoint = ENDPOINT.matcher(virtualServer);
        return endpoint.matches() ? text(endpoint, endpoint.group(3)) : virtualServer;
    }

    /** A real server, by its name and its virtual server's. */
    public static String of(String virtualServer, String realServer) {
        Matcher endpoint = ENDPOINT.matcher(realServer);
        return endpoint.matches() ? text(endpoint, protocol(virtualServer)) : realServer;
    }

    private static String protocol(String virtualServer) {
        Matcher group = GROUP.matcher(virtualServer);
        Matcher endpoint = ENDPOINT.matcher(virtualServer);
        String protocol = group.matches() ? group.group(2) : endpoint.matches() ? endpoint.group(3) : null;
        return protocol == null ? NO_PROTOCOL : protocol;
    }

    private static String text(Matcher endpoint, @Nullable String protocol) {
        return "[" + endpoint.group(1) + "]:" + protocol + ":" + endpoint.group(2);
    }
}
