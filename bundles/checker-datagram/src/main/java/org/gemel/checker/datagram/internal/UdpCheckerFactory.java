package org.gemel.checker.datagram.internal;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.api.platform.Conversations.Kind;
import org.gemel.api.platform.Conversations.Peer;
import org.gemel.api.platform.Platform;
import org.gemel.checker.datagram.internal.Inquiry.Finding;
import org.gemel.checker.datagram.internal.Inquiry.Silence;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Checks by datagrams. */
@Component(property = CheckerFactory.KIND + "=UDP_CHECK")
public final class UdpCheckerFactory implements CheckerFactory {

    private static final Duration MARGIN = Duration.ofSeconds(1);

    /** Tells when silence has lasted long enough. */
    private final ScheduledExecutorService patience;

    @Activate
    public UdpCheckerFactory() {
        patience = patience();
    }

    /** It forgets at once what is not waited for any more: of a thousand checks a second most are answered long before. */
    static ScheduledThreadPoolExecutor patience() {
        ScheduledThreadPoolExecutor patience = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "gemel-check-udp");
            thread.setDaemon(true);
            return thread;
        });
        patience.setRemoveOnCancelPolicy(true);
        return patience;
    }

    @Deactivate
    void stop() {
        patience.shutdownNow();
    }

    @Override
    public Checker create(CheckerDefinition definition, Platform platform, Consumer<Verdict> heard)
            throws BadSettingException {
        return new DatagramCheck(inquiry(definition, patience), platform.conversations());
    }

    static Inquiry inquiry(CheckerDefinition definition, ScheduledExecutorService patience) throws BadSettingException {
        Question question = Question.of(definition);
        Connection connection = definition.connection();
        Peer peer = new Peer(
                Kind.UDP,
                connection.to().getAddress(),
                connection.to().getPort(),
                connection.from(),
                connection.fromPort(),
                connection.interfaceName(),
                connection.mark());
        String within = " within " + connection.timeout().toMillis() + " ms";
        return new Inquiry(
                "UDP " + AddressText.of(peer.address()) + " port " + peer.port() + ", " + question.payload().length
                        + " bytes",
                peer,
                question.payload(),
                question::judge,
                new Silence(
                        patience,
                        connection.timeout(),
                        new Finding(
                                !question.replyNeeded(), (question.replyNeeded() ? "no reply" : "no error") + within)));
    }

    @Override
    public void judge(CheckerDefinition definition) throws BadSettingException {
        Question.of(definition);
    }

    /** Where silence is good, it is good at the end of the time. */
    @Override
    public Duration limit(CheckerDefinition definition) {
        return definition.connection().timeout().plus(MARGIN);
    }
}
