package org.gemel.launcher.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a bundle misses, for a person, from what the framework says of it. */
final class Lack {

    private static final String BEGIN = "missing requirement ";
    private static final String END = " Unresolved requirements";
    private static final Pattern PACKAGE = Pattern.compile("\\(osgi\\.wiring\\.package=([^)]*)\\)");
    private static final Pattern JAVA = Pattern.compile("\\(osgi\\.ee=JavaSE\\)\\(version=([^)]*)\\)");
    private static final Pattern AT_LEAST = Pattern.compile("(?<!!)\\(version>=([^)]*)\\)");
    private static final Pattern BELOW = Pattern.compile("\\(!\\(version>=([^)]*)\\)\\)");

    private Lack() {}

    /** Of the framework's message, which is one for programmers. */
    static String of(String message) {
        int end = message.indexOf(END);
        String requirements = end < 0 ? message : message.substring(0, end);
        // Where one bundle wants another, what that one lacks comes last.
        String last = requirements.substring(Math.max(0, requirements.lastIndexOf(BEGIN)));
        Matcher named = PACKAGE.matcher(last);
        if (named.find()) {
            return "the package " + named.group(1) + range(last);
        }
        Matcher java = JAVA.matcher(last);
        return java.find() ? "Java " + java.group(1) : last;
    }

    private static String range(String filter) {
        Matcher least = AT_LEAST.matcher(filter);
        Matcher below = BELOW.matcher(filter);
        String from = least.find() ? " in version " + least.group(1) + " or later" : "";
        return from + (below.find() ? ", but before " + below.group(1) : "");
    }
}
