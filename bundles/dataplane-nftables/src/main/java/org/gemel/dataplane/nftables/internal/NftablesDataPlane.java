package org.gemel.dataplane.nftables.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.dataplane.DataPlane;
import org.gemel.api.platform.Netlink;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.gemel.dataplane.nftables.internal.conntrack.Connections;
import org.gemel.dataplane.nftables.internal.netlink.Channel;
import org.gemel.dataplane.nftables.internal.table.Table;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the data plane {@code nftables}. */
@Component(property = DataPlane.KIND + "=nftables")
public final class NftablesDataPlane implements DataPlane {

    private static final Logger LOG = LoggerFactory.getLogger(NftablesDataPlane.class);

    private static final String TABLE = "gemel-lb";
    private static final String RUN_DIRECTORY = "gemel.run.dir";
    private static final Path USUAL_DIRECTORY = Path.of("/run/gemel");
    private static final int LONGEST_NAME = 60;

    private final String table;

    /** With a table for the appliance that has its files where the framework says. */
    @Activate
    public NftablesDataPlane(BundleContext context) {
        this(tableOf(context.getProperty(RUN_DIRECTORY)));
    }

    NftablesDataPlane(String table) {
        this.table = table;
    }

    /** A name that differs for each of several appliances in one network namespace, and stays when one starts again. */
    static String tableOf(@Nullable String runDirectory) {
        if (runDirectory == null) {
            return TABLE;
        }
        Path path = Path.of(runDirectory).toAbsolutePath().normalize();
        Path last = path.getFileName();
        if (path.equals(USUAL_DIRECTORY) || last == null) {
            return TABLE;
        }
        String name = last.toString().replaceAll("[^A-Za-z0-9._-]", "_");
        return TABLE + "-" + name.substring(0, Math.min(name.length(), LONGEST_NAME)) + "-"
                + Integer.toHexString(path.toString().hashCode());
    }

    @Override
    public List<String> refusals(VirtualServer server) {
        return Refusals.of(server);
    }

    @Override
    public @Nullable String unavailable(Platform platform) {
        Netlink netlink = platform.netlink();
        if (netlink == null) {
            return "this platform has no nftables; virtual servers need Linux";
        }
        try (Channel channel = new Channel(netlink)) {
            new Table(channel, table).generation();
        } catch (PlatformException e) {
            return "nftables does not answer: " + e.getMessage()
                    + "; CAP_NET_ADMIN is needed, and a kernel with nf_tables (OpenWrt: kmod-nft-core, kmod-nft-nat)";
        }
        try (Channel channel = new Channel(netlink)) {
            new Connections(channel).probe();
        } catch (PlatformException e) {
            return "connection tracking does not answer: " + e.getMessage()
                    + "; a kernel with nf_conntrack_netlink is needed (OpenWrt: kmod-nf-conntrack-netlink)";
        }
        return null;
    }

    @Override
    public Session open(Platform platform, Balancing settings) throws PlatformException {
        Netlink netlink = platform.netlink();
        if (netlink == null) {
            throw new PlatformException("this platform has no nftables; virtual servers need Linux");
        }
        if (!settings.timeouts().equals(Balancing.Timeouts.UNTOUCHED)) {
            LOG.warn(
                    "lvs_timeouts does nothing with the data plane nftables: set net.netfilter.nf_conntrack_tcp_timeout_established,"
                            + " nf_conntrack_tcp_timeout_fin_wait and nf_conntrack_udp_timeout_stream with sysctl");
        }
        if (settings.sync() != null) {
            LOG.warn("lvs_sync_daemon does nothing with the data plane nftables: run conntrackd");
        }
        return new NftablesSession(
                new Channel(netlink), table, settings.flush(), family -> warnOfForwarding(platform, family));
    }

    private static void warnOfForwarding(Platform platform, Family family) throws PlatformException {
        String setting = family == Family.IPV4 ? "ipv4/ip_forward" : "ipv6/conf/all/forwarding";
        boolean forwards = platform.inside(() -> {
            try {
                return !Files.readString(Path.of("/proc/sys/net", setting))
                        .strip()
                        .equals("0");
            } catch (IOException e) {
                LOG.debug("cannot read {}", setting, e);
                return true;
            }
        });
        if (!forwards) {
            LOG.warn(
                    "this host does not forward packets, so connections to real servers on other hosts go nowhere: sysctl -w net.{}=1",
                    setting.replace('/', '.'));
        }
    }
}
