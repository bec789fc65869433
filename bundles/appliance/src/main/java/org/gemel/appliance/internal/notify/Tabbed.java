package org.gemel.appliance.internal.notify;

/** Fields of lines with tabs between them. */
public final class Tabbed {

    private Tabbed() {}

    /** A field without tabs and line ends of its own. */
    public static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    /** The field as it was. */
    public static String plain(String escaped) {
        StringBuilder text = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char here = escaped.charAt(i);
            if (here == '\\' && i + 1 < escaped.length()) {
                char next = escaped.charAt(++i);
                text.append(next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                text.append(here);
            }
        }
        return text.toString();
    }
}
