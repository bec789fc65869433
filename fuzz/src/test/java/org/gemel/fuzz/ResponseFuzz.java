package org.gemel.fuzz;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.api.config.CheckerDefinition.Setting;
import org.gemel.api.config.CheckerDefinition.Timing;
import org.gemel.api.config.Position;
import org.gemel.api.platform.Platform;
import org.gemel.checker.connection.Dialers;
import org.gemel.checker.connection.testing.Telephone;
import org.gemel.checker.dns.internal.DnsCheckerFactory;
import org.gemel.checker.http.internal.HttpCheckerFactory;
import org.gemel.checker.smtp.internal.SmtpCheckerFactory;

/**
 * What a real server says to a check. An input is one byte that chooses the check, and rows of one byte for the length of a piece
 * and the piece.
 */
public final class ResponseFuzz {

    private static final Position AT = new Position("fuzz.conf", 1, 1);
    /** Nothing that a check says is longer, whatever a server says. */
    private static final int LONGEST = 400;

    private ResponseFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length > 0) {
            try {
                take(ByteBuffer.wrap(data));
            } catch (BadSettingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void take(ByteBuffer in) throws BadSettingException {
        Telephone telephone = new Telephone();
        telephone.onDial = (target, line) -> telephone.conversation.opened(line);
        Dialers dialers = platform -> telephone;
        int choice = in.get() & 7;
        CheckerFactory factory = choice == 6
                ? new SmtpCheckerFactory(dialers)
                : choice == 7 ? new DnsCheckerFactory(dialers) : new HttpCheckerFactory(dialers);
        Platform none = null;
        try (Checker check = factory.create(definition(choice), none, verdict -> {})) {
            check.ask(telephone);
            while (!telephone.hungUp && in.hasRemaining()) {
                int length = Math.min(in.get() & 0xff, in.remaining());
                telephone.conversation.heard(in.slice(in.position(), length));
                in.position(in.position() + length);
            }
            if (!telephone.hungUp) {
                telephone.conversation.ended(true);
            }
        }
        if (telephone.verdicts.size() != 1) {
            throw new IllegalStateException(telephone.verdicts.size() + " verdicts");
        }
        String answered = telephone.verdicts.get(0).evidence().answered();
        if (answered.length() > LONGEST || answered.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalStateException("not for people: " + answered);
        }
    }

    private static CheckerDefinition definition(int choice) {
        List<Setting> url = new ArrayList<>();
        url.add(word("status_code", "100-599"));
        switch (choice) {
            case 1 -> url.add(word("digest", "5d41402abc4b2a76b9719d911017c592"));
            case 2 -> url.add(word("regex", "(a+|b)*c$"));
            case 3 -> {
                url.add(word("regex", "^h.*ü"));
                url.add(word("regex_options", "utf"));
            }
            case 4 -> url.add(word("regex_max_offset", "3"));
            default -> {}
        }
        return new CheckerDefinition(
                choice == 6 ? "SMTP_CHECK" : choice == 7 ? "DNS_CHECK" : "HTTP_GET",
                new Timing(Duration.ofSeconds(1), 0, Duration.ZERO, Duration.ZERO),
                false,
                false,
                new Connection(new InetSocketAddress("192.0.2.1", 80), null, 0, null, 0, Duration.ofSeconds(5)),
                choice < 6 ? List.of(new Setting("url", List.of(), url, null, AT)) : List.of(),
                null,
                null,
                null,
                1,
                AT);
    }

    private static Setting word(String name, String argument) {
        return new Setting(name, List.of(argument), List.of(), null, AT);
    }

    /** What servers say, in pieces of 200 bytes. */
    static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        List<String> answers = List.of(
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\nA: b\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 503 No\r\nServer: x\r\n\r\nhël" + "ab".repeat(90) + "c",
                "220-mail\r\n220 mail\r\n250 ok\r\n221 bye\r\n",
                "\0\0\u0081\u0080\0\1\0\1\0\0\0\0",
                "\0\0\u0083\u0080\0\1\0\0\0\0\0\0\0\14\0\0\u0081\u0080\0\1\0\1\0\0\0\0");
        for (int choice = 0; choice < 8; choice++) {
            for (String each : answers) {
                byte[] bytes = each.getBytes(StandardCharsets.ISO_8859_1);
                ByteBuffer seed = ByteBuffer.allocate(1 + bytes.length + bytes.length / 200 + 1)
                        .put((byte) choice);
                for (int i = 0; i < bytes.length; i += 200) {
                    int length = Math.min(200, bytes.length - i);
                    seed.put((byte) length).put(bytes, i, length);
                }
                seeds.add(seed.array());
            }
        }
        return seeds;
    }
}
