package org.gemel.api.config;

import java.util.List;

/**
 * A valid configuration. Two configurations that mean the same are equal, wherever and in whatever language they were
 * written.
 *
 * @param routerId the name of this node
 * @param instances the virtual routers in the order of the text; names are unique, and so are interface, family and VRID
 *     together
 * @param syncGroups virtual routers that change state together; a virtual router is in one at most
 * @param trackers what is watched, the used ones only; names are unique within a kind
 * @param process how the process runs
 * @param staticEntries addresses, routes and rules that are there in every state
 * @param pacing how fast the LANs are told where addresses are
 * @param unknownVridsLogged whether somebody is told of advertisements with a VRID that is not configured
 * @param firewall the table of its packet rules
 * @param linkDelays how long changes of interfaces must last before they count; an interface at most once
 * @param startDelay how long virtual routers keep out of the election at first
 * @param notifications who is told of what happens
 * @param balancing virtual servers
 */
public record Configuration(
        String routerId,
        List<VrrpInstance> instances,
        List<SyncGroup> syncGroups,
        List<TrackerDefinition> trackers,
        ProcessSettings process,
        StaticEntries staticEntries,
        Pacing pacing,
        boolean unknownVridsLogged,
        Firewall firewall,
        List<LinkDelays> linkDelays,
        StartDelay startDelay,
        Notifications notifications,
        Balancing balancing) {

    public Configuration {
        instances = List.copyOf(instances);
        syncGroups = List.copyOf(syncGroups);
        trackers = List.copyOf(trackers);
        linkDelays = List.copyOf(linkDelays);
    }

    /** Virtual routers and nothing else. */
    public Configuration(String routerId, List<VrrpInstance> instances) {
        this(
                routerId,
                instances,
                List.of(),
                List.of(),
                ProcessSettings.DEFAULT,
                StaticEntries.NONE,
                Pacing.NONE,
                false,
                Firewall.DEFAULT,
                List.of(),
                StartDelay.NONE,
                Notifications.NONE,
                Balancing.NONE);
    }

    /** A builder with these values. */
    public Builder toBuilder() {
        return new Builder(routerId)
                .instances(instances)
                .syncGroups(syncGroups)
                .trackers(trackers)
                .process(process)
                .staticEntries(staticEntries)
                .pacing(pacing)
                .unknownVridsLogged(unknownVridsLogged)
                .firewall(firewall)
                .linkDelays(linkDelays)
                .startDelay(startDelay)
                .notifications(notifications)
                .balancing(balancing);
    }

    /** Makes configurations; what is not set is empty. Not safe for threads. */
    public static final class Builder {
        private final String routerId;
        private List<VrrpInstance> instances = List.of();
        private List<SyncGroup> syncGroups = List.of();
        private List<TrackerDefinition> trackers = List.of();
        private ProcessSettings process = ProcessSettings.DEFAULT;
        private StaticEntries staticEntries = StaticEntries.NONE;
        private Pacing pacing = Pacing.NONE;
        private boolean unknownVridsLogged;
        private Firewall firewall = Firewall.DEFAULT;
        private StartDelay startDelay = StartDelay.NONE;
        private List<LinkDelays> linkDelays = List.of();
        private Notifications notifications = Notifications.NONE;
        private Balancing balancing = Balancing.NONE;

        /** With the name of this node. */
        public Builder(String routerId) {
            this.routerId = routerId;
        }

        /** Sets {@link Configuration#instances()}. */
        public Builder instances(List<VrrpInstance> value) {
            instances = value;
            return this;
        }

        /** Sets {@link Configuration#syncGroups()}. */
        public Builder syncGroups(List<SyncGroup> value) {
            syncGroups = value;
            return this;
        }

        /** Sets {@link Configuration#trackers()}. */
        public Builder trackers(List<TrackerDefinition> value) {
            trackers = value;
            return this;
        }

        /** Sets {@link Configuration#process()}. */
        public Builder process(ProcessSettings value) {
            process = value;
            return this;
        }

        /** Sets {@link Configuration#staticEntries()}. */
        public Builder staticEntries(StaticEntries value) {
            staticEntries = value;
            return this;
        }

        /** Sets {@link Configuration#pacing()}. */
        public Builder pacing(Pacing value) {
            pacing = value;
            return this;
        }

        /** Sets {@link Configuration#unknownVridsLogged()}. */
        public Builder unknownVridsLogged(boolean value) {
            unknownVridsLogged = value;
            return this;
        }

        /** Sets {@link Configuration#firewall()}. */
        public Builder firewall(Firewall value) {
            firewall = value;
            return this;
        }

        /** Sets {@link Configuration#linkDelays()}. */
        public Builder linkDelays(List<LinkDelays> value) {
            linkDelays = value;
            return this;
        }

        /** Sets {@link Configuration#startDelay()}. */
        public Builder startDelay(StartDelay value) {
            startDelay = value;
            return this;
        }

        /** Sets {@link Configuration#notifications()}. */
        public Builder notifications(Notifications value) {
            notifications = value;
            return this;
        }

        /** Sets {@link Configuration#balancing()}. */
        public Builder balancing(Balancing value) {
            balancing = value;
            return this;
        }

        /** The configuration. */
        public Configuration build() {
            return new Configuration(
                    routerId,
                    instances,
                    syncGroups,
                    trackers,
                    process,
                    staticEntries,
                    pacing,
                    unknownVridsLogged,
                    firewall,
                    linkDelays,
                    startDelay,
                    notifications,
                    balancing);
        }
    }
}
