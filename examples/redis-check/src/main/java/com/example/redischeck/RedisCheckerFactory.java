package com.example.redischeck;

import java.util.function.Consumer;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.KeywordDeclarations;
import org.gemel.api.platform.Platform;
import org.gemel.checker.connection.Dialers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Brings REDIS_CHECK: what it is called in the configuration, and what makes one. */
@Component(property = CheckerFactory.KIND + "=REDIS_CHECK")
public final class RedisCheckerFactory implements CheckerFactory, KeywordDeclarations {

    private final Dialers dialers;

    @Activate
    public RedisCheckerFactory(@Reference Dialers dialers) {
        this.dialers = dialers;
    }

    /** Where to connect to, how long to wait and how often to ask are words of every check: {@code +connection}. */
    @Override
    public String declarations() {
        return """
                real_server	REDIS_CHECK	{REDIS_CHECK}	acts,many	plugin	A	probe by a PING of Redis
                REDIS_CHECK	password	secret	acts	plugin	A	what AUTH is sent with before PING
                REDIS_CHECK	+connection	-	-	-	-	and the words of every probe over the network
                """;
    }

    @Override
    public Checker create(CheckerDefinition definition, Platform platform, Consumer<Verdict> heard) {
        String password = definition
                .setting("password")
                .map(CheckerDefinition.Setting::value)
                .orElse(null);
        return new RedisCheck(definition.connection(), password, dialers.open(platform));
    }
}
