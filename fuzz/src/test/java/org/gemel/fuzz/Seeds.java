package org.gemel.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.gemel.config.internal.schema.Keyword;
import org.gemel.config.internal.schema.Schema;
import org.gemel.config.internal.schema.Shape;
import org.gemel.config.keepalived.internal.KeepalivedFormat;

/** What a fuzzer begins with: inputs that make sense, and the words of the language. */
public final class Seeds {

    private static final Path SMALL_CASES = Path.of("../bundles/config-keepalived/src/test/resources/keepalived-micro");

    private static final Path UCI_CASES = Path.of("../bundles/config-uci/src/test/resources/uci");

    private static final List<String> UCI_WORDS = List.of(
            "config ",
            "\\x0a\\x09option ",
            "\\x0a\\x09list ",
            "package ",
            "name '",
            "globals",
            "global_defs",
            "ipaddress",
            "route",
            "static_routes",
            "peer",
            "vrrp_script",
            "track_script",
            "track_interface",
            "bfd_instance",
            "virtual_server",
            "real_server",
            "url",
            "vrrp_sync_group",
            "vrrp_instance",
            "package_defaults '0'",
            "label_suffix",
            "blackhole",
            "direction",
            "check 'HTTP_GET'",
            "enabled '0'",
            "interface_up_down_delays");

    private Seeds() {}

    /**
     * Writes the seeds of a target to a directory, one a file, and a dictionary beside it.
     *
     * @param arguments the target's class name, the directory
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createDirectories(Path.of(arguments[1]));
        int number = 0;
        for (byte[] seed : of(arguments[0])) {
            Files.write(directory.resolve("seed-" + number++), seed);
        }
        Files.writeString(Path.of(arguments[1] + ".dict"), dictionary(arguments[0]));
    }

    /** The seeds of a target, by its class name, and what was found with it. */
    static List<byte[]> of(String target) throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        switch (target) {
            case "TextFuzz", "ConfigurationFuzz" -> {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(SMALL_CASES, "*.conf")) {
                    for (Path file : files) {
                        seeds.add(Files.readAllBytes(file));
                    }
                }
            }
            case "JsonFuzz" -> {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(SMALL_CASES, "*.conf")) {
                    for (Path file : files) {
                        String json = JsonFuzz.FORMAT.write(new KeepalivedFormat()
                                .read(file, TextFuzz.OPTIONS)
                                .tree());
                        seeds.add(json.getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
            case "UciFuzz" -> {
                for (String folder : List.of("samples", "grammar/in")) {
                    try (DirectoryStream<Path> files = Files.newDirectoryStream(UCI_CASES.resolve(folder))) {
                        for (Path file : files) {
                            seeds.add(Files.readAllBytes(file));
                        }
                    }
                }
            }
            case "AdvertisementFuzz" -> {
                for (byte[] packet : new FuzzedRouters(9).listen(Duration.ofSeconds(5))) {
                    seeds.add(inRow(packet, 0));
                    seeds.add(inRow(packet, 6));
                }
            }
            case "FrameFuzz" -> {
                FuzzedRouters routers = new FuzzedRouters(9);
                for (byte[] packet : routers.listen(Duration.ofSeconds(5))) {
                    seeds.add(FrameFuzz.inRow(List.of(FrameFuzz.framed(packet))));
                }
                for (byte[] frame : routers.frames()) {
                    seeds.add(FrameFuzz.inRow(List.of(frame)));
                }
            }
            case "NetlinkFuzz" -> seeds.add(acknowledgement());
            case "DeclarationsFuzz" -> seeds.addAll(DeclarationsFuzz.seeds());
            case "BfdFuzz" -> seeds.addAll(BfdFuzz.seeds());
            case "ResponseFuzz" -> seeds.addAll(ResponseFuzz.seeds());
            default -> throw new IllegalArgumentException("no target is called " + target);
        }
        seeds.addAll(found(target));
        return seeds;
    }

    private static byte[] inRow(byte[] packet, int repair) {
        boolean ipv6 = packet[0] >> 4 == 6;
        return ByteBuffer.allocate(3 + packet.length)
                .put((byte) (repair | (ipv6 ? 1 : 0)))
                .putShort((short) packet.length)
                .put(packet)
                .array();
    }

    /** nlmsghdr and nlmsgerr; the fuzzer finds the rest. */
    private static byte[] acknowledgement() {
        return ByteBuffer.allocate(36)
                .order(ByteOrder.nativeOrder())
                .putInt(36)
                .putShort((short) 2)
                .putShort((short) 0)
                .putInt(1)
                .putInt(0)
                .putInt(-1)
                .array();
    }

    private static List<byte[]> found(String target) throws IOException {
        List<byte[]> found = new ArrayList<>();
        try (InputStream list = Seeds.class.getResourceAsStream("found/list")) {
            if (list == null) {
                throw new IllegalStateException("the list of findings is missing");
            }
            for (String name : new String(list.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (name.startsWith(target + "-")) {
                    try (InputStream input = Seeds.class.getResourceAsStream("found/" + name)) {
                        if (input == null) {
                            throw new IllegalStateException(name + " is listed and missing");
                        }
                        found.add(input.readAllBytes());
                    }
                }
            }
        }
        return found;
    }

    private static String dictionary(String target) {
        if (target.equals("UciFuzz")) {
            return UCI_WORDS.stream().map(word -> '"' + word + "\"\n").collect(Collectors.joining());
        }
        if (target.equals("JsonFuzz")) {
            return Schema.load().shapes().stream()
                    .flatMap(shape -> shape.keywords().stream())
                    .map(keyword -> "\"\\\"" + keyword.name() + "\\\":\"\n")
                    .distinct()
                    .collect(Collectors.joining());
        }
        if (target.equals("DeclarationsFuzz")) {
            return "\"\\x09\"\n\"root\"\n\"real_server\"\n\"+connection\"\n\"int(\"\n\"word(\"\n\"{*\"\n\"...\"\n\"acts,many\"\n\"default(\"\n";
        }
        if (!target.equals("TextFuzz") && !target.equals("ConfigurationFuzz")) {
            // libFuzzer refuses an empty one.
            return "\"VRRP\"\n";
        }
        List<String> words =
                new ArrayList<>(List.of("{", "}", "${", "~SEQ(", "~LST(", "@", "@^", "${_RANDOM 1 2}", "\\\\"));
        for (Shape shape : Schema.load().shapes()) {
            for (Keyword keyword : shape.keywords()) {
                words.add(keyword.name());
            }
        }
        return words.stream().distinct().map(word -> '"' + word + "\"\n").collect(Collectors.joining());
    }
}
