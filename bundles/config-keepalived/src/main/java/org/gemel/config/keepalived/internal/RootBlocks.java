package org.gemel.config.keepalived.internal;

import java.util.Set;

/** Keywords that open a block at the top of a configuration and nowhere else. */
final class RootBlocks {

    static final Set<String> NAMES = Set.of(
            "global_defs",
            "static_ipaddress",
            "static_routes",
            "static_rules",
            "bfd_instance",
            "garp_group",
            "interface_up_down_delays",
            "linkbeat_interfaces",
            "track_group",
            "vrrp_instance",
            "vrrp_script",
            "vrrp_sync_group",
            "vrrp_track_file",
            "vrrp_track_process",
            "virtual_server",
            "virtual_server_group");

    private RootBlocks() {}

    static boolean contains(String keyword) {
        return NAMES.contains(keyword);
    }
}
