package org.gemel.notifier.smtp.internal;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** The library's conversation with a relay, overheard: who was refused and why, and how each step went. */
final class Dialogue extends SMTPTransport {

    private final Steps steps;
    private final String user;
    private final Map<String, Reply> recipients = new LinkedHashMap<>();
    /** The command that is being answered, without secrets; empty for the greeting. */
    private String said = "";

    private @Nullable Reply last;
    private @Nullable Reply end;

    /** @param user with what name it logs in */
    Dialogue(Session session, URLName url, String user, Steps steps) {
        super(session, url);
        this.user = user;
        this.steps = steps;
    }

    /** A new letter begins. */
    void begin() {
        recipients.clear();
        end = null;
        last = null;
    }

    /** What was answered about each recipient, by the address. */
    Map<String, Reply> recipients() {
        return recipients;
    }

    /** The answer to the last command; null before there was one. */
    @Nullable
    Reply last() {
        return last;
    }

    /** The answer to the letter; null if it did not come to that. */
    @Nullable
    Reply end() {
        return end;
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        // What follows AUTH is secret.
        said = command.regionMatches(true, 0, "AUTH", 0, 4) ? "AUTH" : command;
        super.sendCommand(command);
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        int code = super.readServerResponse();
        String text = getLastServerResponse();
        last = Reply.of(code, text == null ? "" : text);
        heard(last);
        return code;
    }

    private void heard(Reply reply) {
        String verb = said.isEmpty() ? "" : said.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        switch (verb) {
            case "" -> steps.step("greeting", reply.text());
            case "AUTH" -> login(reply);
            case "MAIL" -> steps.step("sender " + address(), verdict(reply));
            case "RCPT" -> {
                recipients.put(address(), reply);
                steps.step("recipient " + address(), verdict(reply));
            }
            case "DATA" -> {
                if (reply.code() != 354) {
                    steps.step("message", verdict(reply));
                }
            }
            case "." -> {
                end = reply;
                steps.step("message", verdict(reply));
            }
            default -> {}
        }
    }

    /** Of an intermediate answer nothing is told, for it may be the begin of a secret. */
    private void login(Reply reply) {
        if (reply.code() != 334) {
            steps.step("login as " + user, verdict(reply));
        }
    }

    private String address() {
        int open = said.indexOf('<');
        int close = said.indexOf('>');
        return open < 0 || close < open ? "" : said.substring(open + 1, close);
    }

    private static String verdict(Reply reply) {
        return (reply.good() ? "accepted: " : "refused: ") + reply.text();
    }
}
