package org.gemel.itests.dump;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gemel.shell.internal.explain.Fact;
import org.gemel.shell.internal.explain.Section;

/** A VRRP instance in a dump. */
final class InstanceDump {

    private final Outline instance;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<Fact> entries = new ArrayList<>();

    InstanceDump(Outline instance) {
        this.instance = instance;
    }

    Section section() {
        boolean unicast =
                instance.children().stream().anyMatch(line -> line.key().equals("Unicast Peer"));
        // What is not printed when it is off, or as usual.
        values.put("family", "ipv4");
        values.put("dont_track_primary", "off");
        values.put("preempt_delay", "0");
        values.put("track_src_ip", "off");
        values.put("skip_check_adv_addr", "off");
        values.put("kernel_rx_buf_size", "0");
        values.put("auth_type", "none");
        values.put("garp_extra_if", "0");
        for (Outline line : instance.children()) {
            Optional<Fact> wish = WishesDump.fact(line);
            wish.ifPresent(entries::add);
            if (wish.isEmpty() && !Tracks.add(line, entries) && !entries(line) && !setting(line, unicast)) {
                Unused.check("vrrp_instance", line);
            }
        }
        List<Fact> facts = new ArrayList<>(entries);
        values.forEach((keyword, value) -> facts.add(new Fact(keyword, value)));
        return new Section("vrrp_instance", instance.value(), facts);
    }

    private boolean entries(Outline line) {
        String keyword =
                switch (line.key().replaceFirst(" \\(\\d+\\)$", "")) {
                    case "Virtual IP" -> "virtual_ipaddress";
                    case "Virtual IP Excluded" -> "virtual_ipaddress_excluded";
                    case "Virtual Routes" -> "virtual_routes";
                    case "Virtual Rules" -> "virtual_rules";
                    case "Unicast Peer" -> "unicast_peer";
                    default -> null;
                };
        if (keyword == null) {
            return false;
        }
        line.entries()
                .forEach(entry -> entries.add(
                        new Fact(keyword, keyword.equals("unicast_peer") ? entry : Entries.of(keyword, entry))));
        return true;
    }

    private boolean setting(Outline line, boolean unicast) {
        String value = line.value();
        switch (line.key()) {
            case "VRRP Version" -> put("version", value);
            case "Using Native IPv6" -> put("family", "ipv6");
            case "Flags" -> {}
            case "Wantstate" -> put("state", value);
            case "Interface" -> put("interface", value.replaceFirst(".*(?:vmac|ipvlan) on (\\S+?)(,.*)?$", "$1"));
            case "VRRP interface tracking disabled" -> put("dont_track_primary", "on");
            case "Using src_ip" ->
                put(
                        unicast ? "unicast_src_ip" : "mcast_src_ip",
                        value.endsWith(" (from configuration)") ? value.split(" ")[0] : "automatic");
            case "Virtual Router ID" -> put("virtual_router_id", value);
            case "Priority" -> put("priority", value);
            case "Advert interval" -> put("advert_int", seconds(value));
            case "Accept" -> put("no_accept", onOff(value.equals("disabled")));
            case "Preempt" -> put("nopreempt", onOff(value.equals("disabled")));
            case "Preempt delay" -> put("preempt_delay", value.replace(" secs", ""));
            case "Promote_secondaries" -> put("promote_secondaries", onOff(value.equals("enabled")));
            case "Skip checking advert IP addresses" -> put("skip_check_adv_addr", "on");
            case "Enforcing strict VRRP compliance" -> put("strict_mode", "on");
            case "Kernel rx buffer size" -> put("kernel_rx_buf_size", value);
            case "Unicast TTL" -> put("unicast_ttl", value);
            case "Check unicast src" -> put("check_unicast_src", onOff(value.equals("yes")));
            case "Unicast checksum compatibility" -> put("old_unicast_checksum", onOff(value.startsWith("config")));
            case "Tracking src_ip" -> put("track_src_ip", "on");
            case "Use VMAC for VIPs on other interfaces" -> put("use_vmac_addr", "on");
            default -> {
                return pattern(line) || announcements(line.key(), value);
            }
        }
        return true;
    }

    private boolean pattern(Outline line) {
        String text = line.text();
        if (text.startsWith("Multicast address ")) {
            put("mcast_dst_ip", text.replaceFirst("Multicast address ", "").replaceFirst(",.*", ""));
        } else if (text.startsWith("Use VMAC, ") || text.startsWith("Use IPVLAN, ")) {
            put(
                    text.startsWith("Use VMAC") ? "use_vmac" : "use_ipvlan",
                    text.replaceFirst(".*i/f (?:name )?(\\S+?),.*", "$1"));
            put("vmac_xmit_base", onOff(text.contains("xmit_base = true")));
        } else if (line.key().equals("Authentication type")) {
            put(
                    "auth_type",
                    switch (line.value()) {
                        case "none" -> "none";
                        case "SIMPLE_PASSWORD" -> "PASS";
                        default -> "AH";
                    });
        } else if (line.key().equals("Password")) {
            put("auth_pass", "<hidden>");
        } else if (text.startsWith("fd_in")) {
            return true;
        } else {
            return false;
        }
        return true;
    }

    private boolean announcements(String key, String value) {
        switch (key) {
            case "Gratuitous ARP delay" -> put("garp_master_delay", value);
            case "Gratuitous ARP repeat" -> put("garp_master_repeat", value);
            case "Gratuitous ARP refresh" -> put("garp_master_refresh", value);
            case "Gratuitous ARP refresh repeat" -> put("garp_master_refresh_repeat", value);
            case "Gratuitous ARP lower priority delay" -> put("garp_lower_prio_delay", value);
            case "Gratuitous ARP lower priority repeat" -> put("garp_lower_prio_repeat", value);
            case "Gratuitous ARP for each secondary i/f" -> put("garp_extra_if", "all " + value);
            case "Gratuitous ARP for each secondary VMAC" -> put("garp_extra_if", value);
            case "Down timer adverts" -> put("down_timer_adverts", value);
            case "Send advert after receive lower priority advert" ->
                put("lower_prio_no_advert", onOff(value.equals("false")));
            case "Send advert after receive higher priority advert" ->
                put("higher_prio_send_advert", onOff(value.equals("true")));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void put(String keyword, String value) {
        values.put(keyword, value);
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }

    private static String seconds(String text) {
        BigDecimal number = new BigDecimal(text.split(" ")[0]);
        return (text.endsWith("milli-sec") ? number.movePointLeft(3) : number)
                .stripTrailingZeros()
                .toPlainString();
    }
}
