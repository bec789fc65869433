package org.gemel.api.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Virtual and real servers as keepalived writes them for others to read: {@code [192.0.2.1]:tcp:80} or {@code FWM 5}. */
public final class ServerText {

    private static final Pattern ENDPOINT = Pattern.compile("\\[?([^\\]]+?)\\]?:([0-9]+)(?:/([a-z]+))?");
    private static final Pattern MARK = Pattern.compile("fwmark ([0-9]+)(?: inet6)?");

    private ServerText() {}

    /** A virtual server, by its name. */
    public static String of(String virtualServer) {
        Matcher mark = MARK.matcher(virtualServer);
        if (mark.matches()) {
            return "FWM " + mark.group(1);
        }
        Matcher endpoint = ENDPOINT.matcher(virtualServer);
        return endpoint.matches() ? text(endpoint, endpoint.group(3)) : virtualServer.replaceFirst("^group ", "");
    }

    /** A real server, by its name and its virtual server's. */
    public static String of(String virtualServer, String realServer) {
        Matcher endpoint = ENDPOINT.matcher(realServer);
        return endpoint.matches() ? text(endpoint, protocol(virtualServer)) : realServer;
    }

    private static String protocol(String virtualServer) {
        Matcher endpoint = ENDPOINT.matcher(virtualServer);
        return endpoint.matches() && endpoint.group(3) != null ? endpoint.group(3) : "tcp";
    }

    private static String text(Matcher endpoint, String protocol) {
        return "[" + endpoint.group(1) + "]:" + protocol + ":" + endpoint.group(2);
    }
}
