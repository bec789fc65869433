package org.gemel.conversions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people remarked goes along where the other language has comments. */
class CommentsTest {

    @TempDir
    private Path folder;

    private String convert(Language from, Language to, String text) {
        return to.write(from.read(folder, text).tree());
    }

    @Test
    void commentsOfKeepalivedConfBelongToWhatFollowsOrStandsBeforeThem() {
        String text = """
                ! who we are
                global_defs {
                    router_id a # a name
                }

                # the gateway
                vrrp_instance HOME { # of the house
                    # the big one
                    priority 150
                    virtual_ipaddress {
                        # for guests
                        192.168.1.1/24 # since 2020
                        # 192.168.1.2/24
                    }
                    # nopreempt
                }
                # the end
                """;
        assertThat(convert(Language.KEEPALIVED, Language.KEEPALIVED, text)).isEqualTo(text.replace("! who", "# who"));
        assertThat(convert(Language.KEEPALIVED, Language.UCI, text)).isEqualTo("""
                # who we are
                config globals 'globals'
                	option enabled '1'
                	option package_defaults '0'
                	option router_id 'a' # a name

                # for guests
                config ipaddress # since 2020
                	option name 'ipaddress1'
                	option address '192.168.1.1/24'

                # the gateway
                config vrrp_instance # of the house
                	option name 'HOME'
                	# the big one
                	option priority '150'
                	list virtual_ipaddress 'ipaddress1'
                	# 192.168.1.2/24
                	# nopreempt

                # the end
                """);
    }

    @Test
    void rewritingUciKeepsCommentsAndTheOrderOfSections() {
        String text = """
                # the router
                config globals 'globals'
                	option enabled '1'
                	option package_defaults '0'
                	option router_id 'a' # a name

                config vrrp_script
                	option name 'wan'
                	option script '/bin/true'
                	# option weight '10'

                # for guests
                config ipaddress
                	option name 'ipaddress1'
                	option address '192.168.1.1/24'

                config vrrp_instance
                	option name 'HOME'
                	# the big one
                	option priority '150'
                	list virtual_ipaddress 'ipaddress1'

                # the end
                """;
        assertThat(convert(Language.UCI, Language.UCI, text)).isEqualTo(text);
    }

    @Test
    void commentsOfUciAreWithTheirBlocksInKeepalivedConf() {
        String text = """
                config globals 'globals'
                	option package_defaults '0'

                # the far one
                config peer
                	# not its host name
                	option name 'far'
                	option address '10.0.0.2' # in the cellar

                config vrrp_instance 'home' # of the house
                	option name 'HOME'
                	list unicast_peer 'far'

                # nobody refers to it
                config peer
                	option name 'lost'
                	option address '10.0.0.3'
                """;
        assertThat(convert(Language.UCI, Language.KEEPALIVED, text)).isEqualTo("""
                vrrp_instance HOME { # of the house
                    unicast_peer {
                        # the far one
                        # not its host name
                        # in the cellar
                        10.0.0.2
                    }
                }
                # nobody refers to it
                """);
    }
}
