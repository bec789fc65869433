package org.gemel.shell.internal.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.Command;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Family;
import org.gemel.api.config.Notifications;
import org.gemel.api.config.Notifications.Occasion;
import org.gemel.api.config.Notifications.Wishes;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.config.VirtualServer.Address;
import org.gemel.api.config.VirtualServer.Forwarding;
import org.gemel.api.config.VirtualServer.Persistence;
import org.gemel.api.config.VirtualServer.RealServer;
import org.gemel.api.config.VirtualServer.Scheduling.Flag;
import org.gemel.api.config.VirtualServer.SorryServer;

/** What holds for virtual and real servers. */
final class ServerFacts {

    static final String VIRTUAL = "virtual_server";
    static final String REAL = "real_server";

    private static final String NONE = "none";

    private ServerFacts() {}

    /** A virtual server, then each of its real servers with its checks behind it. */
    static List<Section> of(Configuration configuration) {
        List<Section> sections = new ArrayList<>();
        Notifications told = configuration.notifications();
        for (VirtualServer server : configuration.balancing().servers()) {
            sections.add(of(server, told.of(server.subject())));
            for (RealServer real : server.realServers()) {
                sections.add(of(server, real, told.of(real.subject(server))));
                for (CheckerDefinition check : real.checkers()) {
                    sections.add(CheckFacts.of(check, name(server, real)));
                }
            }
        }
        return sections;
    }

    static String name(VirtualServer server, RealServer real) {
        return real.subject(server).name();
    }

    private static Section of(VirtualServer server, Wishes wishes) {
        Facts facts = new Facts().all("address", server.addresses(), ServerFacts::address);
        facts.add("lb_algo", server.scheduling().scheduler());
        for (Flag flag : Flag.values()) {
            facts.add(word(flag), server.scheduling().flags().contains(flag));
        }
        facts.add("lb_kind", forwarding(server.forwarding()));
        persistence(server, facts);
        facts.add("quorum", server.quorum()).add("hysteresis", server.hysteresis());
        sorryServer(server, facts);
        facts.add("ha_suspend", server.haSuspend())
                .add("alpha", server.alpha())
                .add("omega", server.omega())
                .add("snmp_name", server.snmpName() == null ? NONE : server.snmpName());
        wishes(wishes, "quorum_", facts);
        return facts.section(VIRTUAL, server.name());
    }

    private static String word(Flag flag) {
        return switch (flag) {
            case ONE_PACKET -> "ops";
            case HASHED -> "hashed";
            case FALLBACK -> "flag-1";
            case PORT -> "flag-2";
            case THIRD -> "flag-3";
        };
    }

    private static String address(Address address) {
        if (address instanceof Address.Mark mark) {
            return "fwmark " + Integer.toUnsignedString(mark.mark())
                    + (mark.family() == Family.IPV6 ? " inet6" : " inet");
        }
        Address.Endpoint endpoint = (Address.Endpoint) address;
        return AddressText.of(endpoint.address()) + " " + endpoint.port() + " " + endpoint.protocol();
    }

    private static void persistence(VirtualServer server, Facts facts) {
        Persistence persistence = server.persistence();
        if (persistence == null) {
            facts.add("persistence_timeout", "off");
        } else {
            facts.add("persistence_timeout", persistence.timeout())
                    .add("persistence_granularity", persistence.prefix())
                    .add("persistence_engine", persistence.engine() == null ? NONE : persistence.engine());
        }
    }

    private static void sorryServer(VirtualServer server, Facts facts) {
        SorryServer sorry = server.sorryServer();
        if (sorry == null) {
            facts.add("sorry_server", NONE);
        } else {
            facts.add("sorry_server", sorry.name() + " to " + CheckFacts.peer(sorry.address()))
                    .add("sorry_server_lvs_method", forwarding(sorry.forwarding()))
                    .add("sorry_server_inhibit", sorry.inhibit());
        }
    }

    private static Section of(VirtualServer server, RealServer real, Wishes wishes) {
        Facts facts = new Facts()
                .add("name", real.name())
                .add("address", CheckFacts.peer(real.address()))
                .add("lvs_method", forwarding(real.forwarding()))
                .add("weight", real.weight())
                .add("uthreshold", real.upperThreshold())
                .add("lthreshold", real.lowerThreshold())
                .add("inhibit_on_failure", real.inhibitOnFailure())
                .add("alpha", real.alpha())
                .add("snmp_name", real.snmpName() == null ? NONE : real.snmpName());
        wishes(wishes, "notify_", facts);
        return facts.section(REAL, name(server, real));
    }

    private static String forwarding(Forwarding forwarding) {
        String method =
                switch (forwarding.method()) {
                    case NAT -> "NAT";
                    case DIRECT -> "DR";
                    case TUNNEL -> "TUN";
                };
        if (forwarding.method() != Forwarding.Method.TUNNEL) {
            return method;
        }
        return new Options()
                .word(method)
                .option("type", forwarding.tunnel().name().toLowerCase(Locale.ROOT))
                .option("port", forwarding.tunnelPort(), 0)
                .word(
                        switch (forwarding.checksum()) {
                            case NONE -> "nocsum";
                            case FULL -> "csum";
                            case REMOTE -> "remcsum";
                        })
                .toString();
    }

    /** What else there is to want, nobody can want of a server. */
    private static void wishes(Wishes wishes, String prefix, Facts facts) {
        Stream.of(Occasion.UP, Occasion.DOWN).forEach(occasion -> {
            Command command = wishes.commands().get(occasion);
            if (command != null) {
                String keyword = prefix + occasion.name().toLowerCase(Locale.ROOT);
                facts.add(keyword, Facts.command(command));
                PolicyFacts.add(command.policy(), keyword, facts);
            }
        });
        facts.add("smtp_alert", wishes.mail());
    }
}
