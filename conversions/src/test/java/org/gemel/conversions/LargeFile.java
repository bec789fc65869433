package org.gemel.conversions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A configuration of a size, with ten thousand virtual routers. */
final class LargeFile {

    static final int SECTIONS = 10_000;

    /** What fills a file. */
    enum Filling {
        /** Nothing: the file is as small as it can be. */
        NOTHING,
        /** What means nothing: comments, or blanks in JSON. */
        REMARKS,
        /** Addresses. */
        ADDRESSES
    }

    private LargeFile() {}

    /** @param size about the bytes of the file, if it is filled */
    static Path write(Path file, Language language, Filling filling, int size) {
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write(language == Language.JSON ? "{ \"vrrp_instance\": {\n" : "");
            for (int i = 0; i < SECTIONS; i++) {
                out.write(section(language, filling, i, size / SECTIONS));
            }
            out.write(language == Language.JSON ? "\"LAST\": {\"priority\": 1}}}\n" : "");
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String section(Language language, Filling filling, int i, int size) {
        String text =
                switch (language) {
                    case KEEPALIVED -> """
                            vrrp_instance VI_%d {
                                interface eth0.%d
                                virtual_router_id 51
                                priority 100
                                unicast_peer {
                                    MORE
                                }
                            }
                            """;
                    case UCI -> """
                            config vrrp_instance
                                option name VI_%d
                                option interface 'eth0.%d'
                                option virtual_router_id 51
                                option priority 100
                                MORE
                            """;
                    case JSON -> """
                            "VI_%d": {
                                "interface": "eth0.%d",
                                "virtual_router_id": 51,
                                "priority": 100,
                                "unicast_peer": [MORE]},
                            """;
                };
        String named = text.formatted(i, i);
        return named.replace("MORE", filling(language, filling, size - named.length()));
    }

    private static String filling(Language language, Filling filling, int size) {
        String address =
                switch (language) {
                    case KEEPALIVED -> "10.0.0.%d\n";
                    case UCI -> "list unicast_peer '10.0.0.%d'\n";
                    case JSON -> "\"10.0.0.%d\",";
                };
        StringBuilder text = new StringBuilder(Math.max(0, size));
        for (int i = 1; filling == Filling.ADDRESSES && text.length() < size - 40; i++) {
            text.append(address.formatted(i % 250));
        }
        text.append(
                switch (language) {
                    case KEEPALIVED -> "10.0.0.251";
                    case UCI -> "list unicast_peer '10.0.0.251'";
                    case JSON -> "\"10.0.0.251\"";
                });
        if (filling == Filling.REMARKS) {
            text.append(language == Language.JSON ? "\n" : " #")
                    .append(" ".repeat(Math.max(0, size - text.length() - 2)));
        }
        return text.toString();
    }
}
