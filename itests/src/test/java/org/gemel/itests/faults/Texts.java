package org.gemel.itests.faults;

import java.nio.file.Path;
import java.util.List;
import org.gemel.demo.lab.Lab;
import org.gemel.itests.faults.Fault.Before;
import org.gemel.itests.rig.Setup;

/** What the routers are told, and what is changed in it. */
final class Texts {

    static final String ADDRESSES = "virtual_ipaddress {\n";
    static final String MORE_ADDRESSES = ADDRESSES + "        10.0.0.2/24\n";
    static final String SECOND_INSTANCE = """
            vrrp_instance second {
                interface eth0
                virtual_router_id 52
                priority 100
                virtual_ipaddress {
                    10.0.0.3/24
                }
            }
            """;

    private static final String SCRIPT = """
            vrrp_script check {
                script "%s/check-@NODE@"
                interval 1
                user root
            }
            """;
    private static final String TRACKED = "    track_script {\n        check\n    }\n";

    private static final String ROUTED = """
                virtual_routes {
                    10.77.0.0/16 via 10.0.0.101 dev eth0
                }
                virtual_rules {
                    from 10.78.0.0/16 table 100 preference 1000
                }
            """;

    /** With a link of its own, and with what filters it. */
    private static final String EVERYTHING = """
            vrrp_instance second {
                interface eth0
                use_vmac
                virtual_router_id 52
                priority @PRIORITY@
                virtual_ipaddress {
                    10.0.0.3/24
                }
            }
            """;

    /** The same VRID for somebody else's address, of a priority that nobody else has. */
    static final String STRANGER = """
            vrrp_instance stranger {
                interface eth0
                virtual_router_id 51
                priority 250
                virtual_ipaddress {
                    10.0.0.200/24
                }
            }
            """;

    private Texts() {}

    /** What the pair has in common before a fault; scripts are in the directory. */
    static Setup setup(Before before, Path directory) {
        Setup plain = new Setup(2, "1", "", null, false, List.of(Lab.SHARED4 + "/24"));
        return switch (before) {
            case WITHOUT_PASSWORD -> plain;
            case SCRIPT -> plain.with(SCRIPT.formatted(directory), Setup.password("PASS") + TRACKED);
            case EVERYTHING ->
                plain.with(SCRIPT.formatted(directory) + EVERYTHING, Setup.password("PASS") + TRACKED + ROUTED);
            case SECOND_INSTANCE -> plain.with(SECOND_INSTANCE, Setup.password("PASS"));
            default -> plain.with("", Setup.password("PASS"));
        };
    }
}
