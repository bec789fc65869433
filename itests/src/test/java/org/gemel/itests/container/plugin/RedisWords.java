package org.gemel.itests.container.plugin;

import org.gemel.api.config.KeywordDeclarations;

/** The words of a checker. */
public final class RedisWords implements KeywordDeclarations {

    @Override
    public String declarations() {
        return "real_server\tREDIS_CHECK\t{REDIS_CHECK}\tacts,many\tplugin\tA\tprobe by a PING of Redis\n"
                + "REDIS_CHECK\tpassword\tsecret\tacts\tplugin\tA\twhat AUTH is sent with\n"
                + "REDIS_CHECK\tdatabase\tint(0..15)\tacts,default(0)\tplugin\tB\tthe database to select\n"
                + "REDIS_CHECK\t+connection\t-\t-\t-\t-\tand the words of every probe over the network\n";
    }
}
