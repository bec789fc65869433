package org.gemel.shell.internal.explain;

import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Notifications;
import org.gemel.api.config.Subject;
import org.gemel.api.config.SyncGroup;
import org.gemel.api.config.VrrpInstance;

/** The facts of a whole configuration. */
public final class Explained {

    private Explained() {}

    /** The blocks: global settings first, then static entries, then what is tracked, then groups, then virtual routers, then virtual servers. */
    public static List<Section> of(Configuration configuration) {
        List<Section> sections = new ArrayList<>();
        sections.add(GlobalFacts.of(configuration));
        configuration.notifications().webhooks().stream().map(WebhookFacts::of).forEach(sections::add);
        PacingFacts.groups(configuration.pacing().groups()).forEach(sections::add);
        LinkDelayFacts.of(configuration.linkDelays()).forEach(sections::add);
        StaticFacts.of(configuration.staticEntries()).forEach(sections::add);
        configuration.trackers().stream().map(TrackerFacts::of).forEach(sections::add);
        Notifications notifications = configuration.notifications();
        for (SyncGroup group : configuration.syncGroups()) {
            sections.add(GroupFacts.of(group, notifications.of(Subject.group(group.name()))));
        }
        for (VrrpInstance instance : configuration.instances()) {
            sections.add(InstanceFacts.of(instance, notifications.of(Subject.instance(instance.name()))));
        }
        sections.addAll(ServerFacts.of(configuration));
        return sections;
    }
}
