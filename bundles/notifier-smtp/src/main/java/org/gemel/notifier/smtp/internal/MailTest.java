package org.gemel.notifier.smtp.internal;

import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.gemel.api.appliance.Appliance;
import org.gemel.api.config.Notifications.Mailbox;
import org.gemel.api.platform.Platform;
import org.gemel.notifier.smtp.internal.Relay.Connection;
import org.gemel.notifier.smtp.internal.Relay.Receipt;
import org.gemel.notifier.smtp.internal.Relay.Undelivered;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code mail-test}: sends a mail now, as the configuration in force says, and prints how each step went. */
@Component(
        service = Function.class,
        property = {"osgi.command.scope=gemel", "osgi.command.function=mail-test"})
public final class MailTest implements Function {

    private static final Pattern ADDRESS = Pattern.compile("[\\x21-\\x7e&&[^<>,;:\"()\\\\\\[\\]]]{1,254}");

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Platform platform;

    private final Appliance appliance;

    @Activate
    public MailTest(@Reference Appliance appliance) {
        this.appliance = appliance;
    }

    /** @return whether everybody got the mail */
    @Override
    @Descriptor("send a mail now, to the configured recipients or to another, and tell how it goes")
    public Object execute(CommandSession session, @Descriptor("[RECIPIENT]") List<Object> arguments) {
        PrintStream out = session.getConsole();
        boolean sent = run(arguments.stream().map(String::valueOf).toList(), out);
        out.flush();
        return sent;
    }

    private boolean run(List<String> arguments, PrintStream out) {
        if (arguments.size() > 1
                || !arguments.stream().allMatch(word -> ADDRESS.matcher(word).matches())) {
            out.println(
                    "error: usage: mail-test [RECIPIENT], where the recipient is one address such as ops@example.org");
            return false;
        }
        Sender sender = Sender.of(appliance.configuration());
        if (sender == null) {
            out.println("error: mail is not configured: write smtp_server and notification_email in global_defs of "
                    + appliance.configurationFile() + ", then gemel reload");
            return false;
        }
        return send(
                arguments.isEmpty() ? sender : sender.to(List.of(new Mailbox("", arguments.get(0)))),
                out,
                attempt -> Way.inside(platform, attempt));
    }

    static boolean send(Sender sender, PrintStream out, Way way) {
        Letter letter = new Letter(
                Instant.now(),
                "Test mail",
                "=> This is a test: somebody ran gemel mail-test. Nothing has happened. <=\n\n");
        try (Connection connection = new SmtpRelay(
                        sender,
                        (what, outcome) -> {
                            out.println(what + ": " + outcome);
                            out.flush();
                        },
                        way)
                .connect()) {
            Receipt receipt = connection.send(letter, sender.to());
            int refused = receipt.refused().size();
            out.println(
                    refused == 0
                            ? "sent to " + sender.to().size() + (sender.to().size() == 1 ? " recipient" : " recipients")
                            : "error: sent, but " + refused + " of "
                                    + sender.to().size() + " recipients were refused");
            return refused == 0;
        } catch (Undelivered failed) {
            out.println("error: not sent: " + failed.why());
            return false;
        }
    }
}
