package org.gemel.itests.rig;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.gemel.demo.lab.Node;
import org.gemel.demo.lab.Program;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server on a node of the lab, a process of its own, that writes down what it gets. */
public final class MailServer implements AutoCloseable {

    private static final int PORT = 25;
    private static final String FROM = "mail from ";
    private static final String LINE = "| ";
    private static final String END = "end of mail";

    private final Program program;

    /**
     * A mail that came.
     *
     * @param from the sender's address
     * @param lines headers, an empty line, the body
     */
    public record Mail(String from, List<String> lines) {

        public Mail {
            lines = List.copyOf(lines);
        }

        /** The value of a header on one line; empty if there is none. */
        public String header(String name) {
            return lines.stream()
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElse("");
        }

        /** What stands behind the headers. */
        public List<String> body() {
            return lines.subList(lines.indexOf("") + 1, lines.size());
        }
    }

    private MailServer(Program program) {
        this.program = program;
    }

    /** Starts one, and waits until it takes mail. */
    public static MailServer start(Node node) {
        Program program = node.start(
                "mail server",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        MailServer.class.getName()));
        program.lines().await("start of the mail server", Rig.DEADLINE, line -> line.contains("taking mail"));
        return new MailServer(program);
    }

    /** What came until now, in order. */
    public List<Mail> mails() {
        List<Mail> mails = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        String from = "";
        for (String line : program.output().lines().toList()) {
            String text = line.substring(Math.max(
                    0,
                    Stream.of(FROM, LINE, END)
                            .mapToInt(line::indexOf)
                            .filter(at -> at >= 0)
                            .min()
                            .orElse(0)));
            if (text.startsWith(FROM)) {
                from = text.substring(FROM.length());
                lines.clear();
            } else if (text.startsWith(LINE)) {
                lines.add(text.substring(LINE.length()));
            } else if (text.startsWith(END)) {
                mails.add(new Mail(from, lines));
            }
        }
        return mails;
    }

    /** Whether it runs. */
    public boolean running() {
        return program.running();
    }

    /** Ends it. */
    @Override
    public void close() {
        program.close();
    }

    /** The server itself, in the process that {@link #start} makes. */
    public static void main(String[] arguments) {
        Logger log = Logger.getLogger("org.subethamail");
        log.setLevel(Level.OFF);
        SMTPServer.port(PORT)
                .insertReceivedHeaders(false)
                .messageHandler((context, from, to, data) -> print(from, new String(data, StandardCharsets.UTF_8)))
                .build()
                .start();
        System.out.println("taking mail");
    }

    private static synchronized void print(String from, String text) {
        System.out.println(FROM + from);
        for (String line : text.split("\r\n", -1)) {
            System.out.println(LINE + line);
        }
        System.out.println(END);
    }
}
