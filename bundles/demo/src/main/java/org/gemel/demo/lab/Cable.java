package org.gemel.demo.lab;

import java.util.List;

/** What connects a node with the switch, and all the ways in which it fails. */
public final class Cable {

    private final String switchNamespace;
    private final String port;

    Cable(String switchNamespace, String port) {
        this.switchNamespace = switchNamespace;
        this.port = port;
    }

    /** Pulls the plug out of the switch: the node sees that its carrier is gone. */
    public void pull() {
        Commands.check("ip", "-n", switchNamespace, "link", "set", port, "down");
    }

    /** Puts the plug back. */
    public void plug() {
        Commands.check("ip", "-n", switchNamespace, "link", "set", port, "up");
    }

    /** Nothing gets through either way, and neither side can tell: the carrier stays. */
    public void cut() {
        drop("", "ingress", "egress");
    }

    /** The node hears nothing any more, and is still heard. */
    public void deafen() {
        drop("", "egress");
    }

    /** The node is not heard any more, and still hears. */
    public void mute() {
        drop("", "ingress");
    }

    /**
     * Packets are lost at random, each way.
     *
     * @param percent 0 to 100
     */
    public void lose(int percent) {
        drop("numgen random mod 100 < " + percent + " ", "ingress", "egress");
    }

    /** Ends {@link #cut}, {@link #deafen}, {@link #mute} and {@link #lose}. */
    public void mend() {
        drop("");
    }

    private void drop(String condition, String... hooks) {
        // Adding the table first makes deleting it succeed always; nft does the whole of its input at once.
        StringBuilder rules = new StringBuilder("add table netdev %1$s\ndelete table netdev %1$s\n".formatted(port));
        if (hooks.length > 0) {
            rules.append("table netdev %s {\n".formatted(port));
            for (String hook : hooks) {
                rules.append("  chain %1$s { type filter hook %1$s device \"%2$s\" priority 0; %3$sdrop; }\n"
                        .formatted(hook, port, condition));
            }
            rules.append("}\n");
        }
        Commands.check(List.of("ip", "netns", "exec", switchNamespace, "nft", "-f", "-"), rules.toString());
    }
}
