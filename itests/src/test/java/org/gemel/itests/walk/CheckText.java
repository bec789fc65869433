package org.gemel.itests.walk;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes configurations with one real server and one check. A fragment has lines, separated by a pilcrow, each with a letter for
 * where it goes: {@code o:} outside of blocks, {@code v:} into the virtual server, {@code r:} into the real server, {@code c:} into
 * the check, {@code u:} into its url.
 */
final class CheckText {

    private final String kind;
    private final List<String> lines;

    /** @param kind keyword of the check's block; {@code host} for one within a check by SMTP */
    CheckText(String kind, String fragment) {
        this.kind = kind;
        lines = fragment.equals("-") ? List.of() : List.of(fragment.split("¶"));
    }

    String text() {
        return "track_file number {\nfile /run/number\n}\nbfd_instance session {\nneighbor_ip 10.1.0.9\n}\n" + all("o")
                + "virtual_server 10.0.0.1 80 {\nlb_algo rr\nlb_kind NAT\nprotocol TCP\ndelay_loop 10\nwarmup 0\n"
                + all("v") + "real_server 10.1.0.1 80 {\n" + all("r") + check() + "}\n}\n";
    }

    private String check() {
        return switch (kind) {
            case "host" -> "SMTP_CHECK {\nretry 0\nhost {\n" + all("c") + "}\n}\n";
            case "HTTP_GET", "SSL_GET" -> block(kind, "retry 0\nurl {\npath /\n" + all("u") + "}\n");
            case "MISC_CHECK" -> block(kind, "misc_path /bin/check\n");
            case "FILE_CHECK" -> block(kind, "track_file number\n");
            case "BFD_CHECK" -> block(kind, "name session\n");
            case "DNS_CHECK", "SMTP_CHECK", "TCP_CHECK", "UDP_CHECK", "PING_CHECK" ->
                block(kind, lines.stream().anyMatch(each -> each.contains("retry")) ? "" : "retry 0\n");
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private String block(String name, String always) {
        return name + " {\n" + always + all("c") + "}\n";
    }

    private String all(String letter) {
        return lines.stream()
                .filter(line -> line.startsWith(letter + ":"))
                .map(line -> line.substring(2) + "\n")
                .collect(Collectors.joining());
    }
}
